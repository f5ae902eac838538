import { expect, test } from 'vitest'
import { setRequestId } from './request-id.ts'

const random = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

function idOf(given: string | undefined, isTrusted: boolean): unknown {
  const headers = { ...(given !== undefined && { 'x-request-id': given }) }
  setRequestId(headers, () => isTrusted)
  return headers['x-request-id']
}

test('a request has the id that a trusted proxy gave it', () => {
  for (const id of ['8f14e45fceea167a5a36dedd4bea2543', 'a1b2c3d4', 'edge-7.people_1'])
    expect(idOf(id, true)).toBe(id)
})

test('any other request has a random id', () => {
  expect(idOf(undefined, true)).toMatch(random)
  expect(idOf('8f14e45fceea167a5a36dedd4bea2543', false)).toMatch(random)
  for (const id of [
    '',
    'short',
    'x'.repeat(65),
    'alice@example.com',
    'two words',
    'line\nbreak',
    'a1b2c3d4, b2',
  ])
    expect([id, idOf(id, true)]).toEqual([id, expect.stringMatching(random)])
  expect(idOf(undefined, true)).not.toBe(idOf(undefined, true))
})
