import { expect, test } from 'vitest'
import { noticePattern, readNotice } from './notice.schema.ts'

test('the numbers of added teams are in the words', () => {
  for (const [numbers, words] of [
    ['12-0', '12 teams added'],
    ['1-0', '1 team added'],
    ['3-2', '3 teams added, 2 were there already'],
    ['1-1', '1 team added, 1 was there already'],
  ]) {
    const carried = `teams-created.n${numbers}-1a2b3c4d`
    expect(noticePattern.test(carried)).toBe(true)
    expect(readNotice(carried)?.words).toBe(words)
  }
  expect(readNotice('teams-created.1a2b3c4d')?.words).toBe('Teams added')
  expect(readNotice('user-created.n3-2-1a2b3c4d')?.words).toBe('Person added')
})

test('a cookie carries no other words or numbers than these', () => {
  for (const occasion of ['n3', 'n3-2', 'n3-2-', 'n-3-2-1a', 'n1000-0-1a', 'n3-0-you are hacked', 'r1-2-3'])
    expect([occasion, noticePattern.test(`teams-created.${occasion}`)]).toEqual([occasion, false])
})
