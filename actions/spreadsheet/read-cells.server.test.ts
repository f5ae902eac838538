import { expect, test } from 'vitest'
import { cellsOf } from '../imports/row-cells.server.ts'
import { knownTeams, readTeams } from './read-cells.server.ts'

const find = knownTeams([
  { id: 1, name: 'Library' },
  { id: 2, name: 'C++' },
  { id: 3, name: 'Équipe' },
  { id: 4, name: 'equipe' },
])

test('teams are found as they are written, or without accents and case where that means one', () => {
  expect(readTeams('LIBRARY\nÉquipe', find)).toEqual({ ids: [1, 3], unknown: [], tooMany: false })
  expect(readTeams('C', find).unknown).toEqual(['C'])
  expect(readTeams('EQUIPE', find).unknown).toEqual(['EQUIPE'])
})

test('a cell with more teams than anybody can be in is not looked at', () => {
  expect(readTeams('x,'.repeat(100_000), find)).toEqual({ ids: [], unknown: [], tooMany: true })
})

test('a cell is tidied as the form does it', () => {
  expect(cellsOf(['\u200b ada@example.com \u00a0'], ['email'])).toEqual({ email: 'ada@example.com' })
})
