import { expect, test } from 'vitest'
import { withoutLines } from './lines-without-people.server.ts'

const head = ['Name', 'Email', 'Phone', 'Job title']
const ada = ['Ada', 'ada@example.com', '', '']
const rowsOf = (...lines: string[][]) => lines.map((cells, index) => ({ number: index + 2, cells }))

test.each([
  ['Total: 2'],
  ['Grand total', '', '2'],
  ['Number of staff: 2'],
  ['Celkem členů: 2', '', '', '400 Kč'],
  ['合計', '2名'],
  ['총 2명'],
  ['Summa', '2 st'],
  ['12 Datensätze'],
  ['2 of 2 shown'],
  ['Stand: 28.11.2026'],
  ['Édité le 28/11/2026'],
  ['Last updated: 3 March 2026'],
  ['For changes email admin@example.com'],
  ['* denotes part time'],
  ['Wednesday 4 Nov 2026 10:03 AM'],
  ['© Example'],
  ['---'],
])('“%s” below the people is nobody', (...cells) => {
  const full = head.map((_, index) => cells[index] ?? '')
  expect(withoutLines(rowsOf(ada, full), head)).toMatchObject({ people: [{ cells: ada }], footers: [{}] })
})

test.each([
  ['Key', 'anna.key@example.com', '', ''],
  ['Stand, Ute', '', '020 7946 0018', 'Clerk'],
  ['Total, Tom', '', '', 'Clerk'],
  ['Ada King', '', '', ''],
])('“%s” below the people is somebody', (...cells) => {
  expect(withoutLines(rowsOf(ada, cells), head)).toMatchObject({ footers: [] })
})

test('the names of the columns once more are nobody, wherever they stand', () => {
  const { people, repeatedHeads } = withoutLines(rowsOf(ada, head, ['Bo', '', '', '']), head)
  expect([people.map(({ cells }) => cells[0]), repeatedHeads]).toEqual([['Ada', 'Bo'], 1])
})

test('a line of 200,000 characters takes no time', () => {
  const long = ' '.repeat(200_000)
  expect(withoutLines(rowsOf(ada, [`1${long}`, '', '', '']), head)).toMatchObject({ repeatedHeads: 0 })
})
