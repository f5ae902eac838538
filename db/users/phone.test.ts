import { expect, test } from 'vitest'
import { toE164 } from './phone.ts'

test.each([
  ['+44 20 7946 0018', '+442079460018'],
  ['+44-(0)20.7946/0018', '+442079460018'],
  ['+1 (415) 555-2671 ext. 12', '+14155552671'],
  ['tel:+442079460018', '+442079460018'],
  ['+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', '+442079460018'],
])('%s is %s', (typed, number) => {
  expect(toE164(typed)).toBe(number)
})

test.each(['', '020 7946 0018', '+44', '+999 123 456', 'call me', '😀', '+'.repeat(50), '1'.repeat(50)])(
  '%j cannot be told',
  (typed) => {
    expect(toE164(typed)).toBe('')
  },
)

test('no number is longer than E.164 allows', () => {
  for (const country of ['1', '44', '49', '62', '81', '852', '886'])
    for (let digits = 1; digits <= 20; digits++)
      expect(toE164(`+${country}${'8'.repeat(digits)}`)).toMatch(/^(\+[1-9]\d{1,14})?$/)
})
