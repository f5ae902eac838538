import { expect, test } from 'vitest'
import { isRead } from './router-state.ts'

test('a state of the router is kept if Next can read it', () => {
  const page = '["",{"children":["users",{"children":["__PAGE__",{}]}]}]'
  for (const state of [undefined, page, encodeURIComponent(page)])
    expect([state, isRead(state)]).toEqual([state, true])
  for (const state of [
    '',
    '[]',
    '{',
    '%',
    'null',
    '["",{"children":7}]',
    `${page}, ${page}`,
    'x'.repeat(50_000),
  ])
    expect([state, isRead(state)]).toEqual([state, false])
})
