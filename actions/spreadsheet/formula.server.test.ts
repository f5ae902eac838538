import { expect, test } from 'vitest'
import { escapeFormula, guardQuotes, unescapeFormula } from './formula.server.ts'

const phones = [
  '+442079460018',
  '+44 20 7946 0018',
  '+44 (0)20 7946 0018',
  '+1 (212) 555-0100',
  '+1(212)5550100',
  '+1 212-555-0100',
  '+49 30 1234.567',
]

// Most of them would be run, or worked out: a number is all digits and marks, but not each such text is a number.
const formulas = [
  '=1+1',
  '+1+1',
  '+1-2',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  '+44-20-7946-0018',
  '+44.2079460018',
  '+44.20.7946.0018',
  '+1 2 3',
  '+1234567890123456',
  '+A1 20 7946 0018',
  '+44 20 7946 0018=1',
  "+44 20 7946|'/C calc'!A0",
  '+44 20 7946 0018, x2',
  '+44*207946001 8',
  '+1:1048576 1 1',
  '+(44)20 7946 0018',
  '+ 44 20 7946 0018',
  '+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨',
]

test.each(phones)('%s is written as it is', (phone) => {
  expect(escapeFormula(phone)).toBe(phone)
})

test.each(formulas)('%j is escaped', (text) => {
  expect(escapeFormula(text)).toBe(`'${text}`)
})

const inside = [
  ['Room 5;=1+1', "Room 5;'=1+1"],
  ['a,@SUM(A1)', "a,'@SUM(A1)"],
  ['a;"=1+1"', 'a;"\'=1+1"'],
  ['first\n-1', "first\n'-1"],
  ['a;;=1', "a;;'=1"],
  ["a;'=1", "a;''=1"],
  ['=1;=2', "'=1;'=2"],
  ['a; =1, -2', 'a; =1, -2'],
] as const

test.each(inside)('%j is escaped where another separator divides it', (text, escaped) => {
  expect(escapeFormula(text)).toBe(escaped)
})

test('each text comes back as it was, with and without its escape', () => {
  const texts = [
    ...phones,
    ...formulas,
    ...inside.flat(),
    "'=1+1",
    "''+44 20 7946 0018",
    '="+44"',
    '="',
    "'",
    "O'Neill",
    '',
  ]
  for (const text of texts) {
    expect(unescapeFormula(escapeFormula(text))).toBe(text)
    expect(unescapeFormula(guardQuotes(text))).toBe(text)
  }
})

test('a phone number that an earlier release escaped comes back', () => {
  for (const phone of phones) expect(unescapeFormula(`'${phone}`)).toBe(phone)
})

test('a text of digits and marks that is written bare is no sum', () => {
  const marks = ['+', '-', '.', ' ', '(', ')', '1', '23', '456', '7890']
  let seed = 1
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return marks[seed % marks.length] ?? ''
  }
  for (let count = 0; count < 20_000; count++) {
    const text = `+${Array.from({ length: 3 + (count % 9) }, next).join('')}`
    if (escapeFormula(text) !== text) continue
    expect([text, /^\+\d+$/.test(text) || !isSum(text)]).toEqual([text, true])
  }
})

/** Whether JavaScript, which reads sums as spreadsheets do, makes a number of it. */
function isSum(text: string): boolean {
  try {
    // Zeros in front are no octal numbers in a spreadsheet.
    return typeof new Function(`return ${text.replaceAll(/(?<![\d.])0+(?=\d)/g, '')}`)() === 'number'
  } catch {
    return false
  }
}
