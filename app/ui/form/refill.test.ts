import { parseSubmission } from '@conform-to/dom/future'
import { expect, test } from 'vitest'
import { nest } from './refill.ts'

test('names lead to the same values as those that Conform reads', () => {
  const values: [string, string][] = [
    ['name', 'Ada'],
    ['links[0].url', 'https://example.com'],
    ['links[0].label', ''],
    ['links[1].url', 'x'],
    ['teams', '1'],
    ['teams', '2'],
    ['teams', '3'],
    ['list', ''],
  ]
  const data = new FormData()
  for (const [name, value] of values) data.append(name, value)
  expect(nest(values)).toEqual(parseSubmission(data).payload)
  expect(nest(values)).toMatchObject({
    links: [{ url: 'https://example.com' }, { url: 'x' }],
    teams: ['1', '2', '3'],
  })
})
