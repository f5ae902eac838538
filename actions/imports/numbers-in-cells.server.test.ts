import { expect, test } from 'vitest'
import { numbersIn } from './numbers-in-cells.server.ts'

const textsIn = (cell: string) => numbersIn(cell, '').map(({ text }) => text)

test.each([
  ['0221/555 01 35 / 0171/555 01 36', ['0221/555 01 35', '0171/555 01 36']],
  ['0221 5550131 od. 0171/5550131', ['0221 5550131', '0171/5550131']],
  ['02 99 00 12 01 ou 06 39 98 12 01', ['02 99 00 12 01', '06 39 98 12 01']],
  ['555-0116, 555-0117', ['555-0116', '555-0117']],
  ['95 555 01 51 - 600 555 151', ['95 555 01 51', '600 555 151']],
  ['+49 221 5550135 +49 171 5550136', ['+49 221 5550135', '+49 171 5550136']],
  ['0221/5550131 + 0171/5550131', ['0221/5550131', '0171/5550131']],
  ['0221 5550131\n0171 5550131\n0172 5550131', ['0221 5550131', '0171 5550131', '0172 5550131']],
])('%j holds several numbers', (cell, numbers) => {
  expect(textsIn(cell)).toEqual(numbers)
})

test.each([
  '+49 (0)221 / 555 01 35',
  '0228 / 555 01 36',
  '0221-5550131/32',
  '+44 20 7946 0018 ext. 12',
  '1-800-FLOWERS',
  'x1234',
  '020 7946 0018 (mornings)',
  '٠٢٠ ٧٩٤٦ ٠٠١٨',
  'Reception 020 7946 0018',
])('%j is one number, as it is written', (cell) => {
  expect(textsIn(cell)).toEqual([cell])
})

test.each([
  ['H: 555-0116', { text: '555-0116', label: 'home' }],
  ['Tel. 0221 5550131', { text: '0221 5550131', label: '' }],
  ['0171 5550131 (mobil)', { text: '0171 5550131', label: 'mobile' }],
  ['tel:+442079460018', { text: '+442079460018', label: '' }],
  ['\\+442079460018', { text: '+442079460018', label: '' }],
  ['０３－５５５５－０１３１', { text: '03-5555-0131', label: '' }],
])('what is said of a number in %j is no part of it', (cell, number) => {
  expect(numbersIn(cell, '')).toEqual([number])
})

test('what stands beside a number is said of it, unless the cell says more', () => {
  expect(numbersIn('555-0116', 'Work')).toEqual([{ text: '555-0116', label: 'Work' }])
  expect(numbersIn('H: 555-0116', 'Work')).toEqual([{ text: '555-0116', label: 'home' }])
})

test('a cell of 200,000 characters is no number, and takes no time', () => {
  const long = '1 / '.repeat(50_000)
  expect(numbersIn(long, '')).toEqual([{ text: long, label: '' }])
})
