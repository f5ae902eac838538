import { expect, test } from 'vitest'
import { largestText } from '../imports.schema.ts'
import { runInBoundedHeap } from './bounded-heap-under-test.ts'

const tooWide = 'The file must have 200 columns or fewer. Delete some'
const empty = 'The file is empty'
const tooLong = 'A row of the file is too long. Look for a quote that is opened and never closed'
const tooMany = 'The file must hold 20,000 rows or fewer. Split it into several'

test.each([
  ['commas', ',', empty],
  ['semicolons', ';', tooLong],
  ['tabs', '\t', tooLong],
  ['quotes', '"', tooLong],
  ['newlines', '\n', tooMany],
  ['carriage returns', '\r', tooMany],
  ['lines of 90,000 cells', `${'a,'.repeat(90_000)}\n`, tooWide],
  ['lines of 1,000 blank cells', `${','.repeat(1_000)}\n`, empty],
])('the largest file of %s is refused within little memory', async (_, part, refusal) => {
  const content = part.repeat(Math.ceil(largestText / part.length)).slice(0, largestText)
  const script = new URL('csv-memory-under-test.ts', import.meta.url)
  const [outcome, megabytes] = await runInBoundedHeap(script, content, 100)
  expect(outcome).toBe(refusal)
  expect(megabytes).toBeLessThan(200)
})
