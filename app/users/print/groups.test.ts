import { expect, test } from 'vitest'
import { byLetter, byTeam } from './groups.ts'

const people = ['42', 'Åsa', 'Bo', 'Lukas', 'Łukasz', 'Øyvind', '美咲'].map((name, id) => ({ id, name }))

test('people are under the letter that they are sorted by', () => {
  expect(byLetter(people).map(({ title, people }) => [title, people.length])).toEqual([
    ['#', 1],
    ['A', 1],
    ['B', 1],
    ['L', 2],
    ['O', 1],
    ['美', 1],
  ])
})

test('people are in each of their teams, and those without one come last', () => {
  const [ada, bo] = [
    {
      id: 1,
      name: 'Ada',
      teams: [
        { id: 2, name: 'Team 10' },
        { id: 1, name: 'Team 9' },
      ],
    },
    { id: 2, name: 'Bo' },
  ]
  expect(byTeam([ada, bo])).toEqual([
    { title: 'Team 9', people: [ada] },
    { title: 'Team 10', people: [ada] },
    { title: 'No team', people: [bo] },
  ])
})
