import { expect, test } from 'vitest'
import { NotRead, TooLarge } from './errors.server.ts'
import { checkSize } from './size.server.ts'

type Entry = [name: string, value: string | File]

const anybody = { signedIn: true, file: false, sent: 0 }
const stranger = { ...anybody, signedIn: false }
const file = new File(['x'.repeat(1_000_000)], 'people.csv')
const letters = (count: number) => 'x'.repeat(count)

test.each<[string, Entry[]]>([
  ['of 256 kB', [['about', letters(256_000)]]],
  [
    'of 300 kB in several fields',
    [
      ['aa', letters(199_998)],
      ['bb', letters(99_998)],
    ],
  ],
])('a form %s is read', (_, entries) => {
  expect(statusOf(entries, anybody)).toBeUndefined()
})

test.each<[string, Entry[]]>([
  ['over 256 kB in a field', [['about', letters(256_001)]]],
  ['over 256 kB in a field, counted in bytes', [['about', 'é'.repeat(128_001)]]],
  ['over 300 kB in all', Array.from({ length: 4 }, (): Entry => ['about', letters(75_000)])],
  ['over 300 kB in names', Array.from({ length: 3_001 }, (): Entry => [letters(100), ''])],
  ['over 300 kB in buttons', Array.from({ length: 4 }, (): Entry => ['__INTENT__', letters(75_000)])],
])('a form %s is not read', (_, entries) => {
  expect(statusOf(entries, anybody)).toBe(413)
})

test('somebody who is not signed in may send 32 kB', () => {
  expect(statusOf([['email', letters(31_995)]], stranger)).toBeUndefined()
  expect(statusOf([['email', letters(31_996)]], stranger)).toBe(413)
})

test('the state that React posts back may be eight times as long, which control characters need', () => {
  const typed: Entry[] = [['about', letters(250_000)]]
  expect(statusOf(typed, { ...anybody, sent: 2_650_000 })).toBeUndefined()
  expect(() => statusOf(typed, { ...anybody, sent: 2_650_010 })).toThrow(TooLarge)
  expect(() => statusOf([], { ...stranger, sent: 256_001 })).toThrow(TooLarge)
})

test('a file is accepted where the form has a field for one', () => {
  expect(statusOf([['file', file]], { ...anybody, file: true, sent: 1_000_200 })).toBeUndefined()
  expect(statusOf([['file', file]], anybody)).toBe(400)
})

function statusOf(entries: Entry[], limits: Parameters<typeof checkSize>[1]): number | undefined {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  try {
    checkSize(data, limits)
  } catch (error) {
    if (error instanceof NotRead) return error.status
    throw error
  }
}
