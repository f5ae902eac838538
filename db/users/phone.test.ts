import { expect, test } from 'vitest'
import { countries } from '../home-country.ts'
import { telLink, toE164 } from './phone.ts'

test.each([
  ['+44 20 7946 0018', '+442079460018'],
  ['+44-(0)20.7946/0018', '+442079460018'],
  ['+1 (415) 555-2671 ext. 12', '+14155552671'],
  ['tel:+442079460018', '+442079460018'],
  ['+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', '+442079460018'],
  ['0044 (0)20 7946 0018', '+442079460018'],
  ['٠٠٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', '+442079460018'],
])('%s is %s, in every country', (typed, number) => {
  for (const home of ['', 'GB', 'US', 'JP', 'AU', 'KR', 'BR', 'RU', 'IT'])
    expect([home, toE164(typed, home)]).toEqual([home, number])
})

test.each([
  ['020 7946 0018', 'GB', '+442079460018'],
  ['(0)20 7946 0018', 'GB', '+442079460018'],
  ['07700 900123', 'GB', '+447700900123'],
  ['020 7946 0018 (mornings)', 'GB', '+442079460018'],
  ['٠٢٠ ٧٩٤٦ ٠٠١٨', 'GB', '+442079460018'],
  ['020 7946 0018 poste 12', 'GB', '+442079460018'],
  // A spreadsheet took the first 0.
  ['2079460018', 'GB', '+442079460018'],
  ['030 12345-12', 'DE', '+49301234512'],
  ['06 1234 5678', 'IT', '+390612345678'],
  ['8 (495) 123-45-67', 'RU', '+74951234567'],
  ['(415) 555-2671', 'US', '+14155552671'],
  ['011 44 20 7946 0018', 'US', '+442079460018'],
  ['0011 44 20 7946 0018', 'AU', '+442079460018'],
  ['0041 44 668 18 00', 'BR', '+41446681800'],
  ['32 12 34 56', 'DK', '+4532123456'],
])('%s is, in %s, %s', (typed, home, number) => {
  expect(toE164(typed, home)).toBe(number)
})

test.each([
  '',
  '+44',
  '+999 123 456',
  'call me',
  '😀',
  '+'.repeat(50),
  '1'.repeat(50),
  '1-800-FLOWERS',
  'ext 12',
])('%j cannot be known, in any country', (typed) => {
  for (const home of ['', ...countries.map(({ code }) => code)])
    expect([home, toE164(typed, home)]).toEqual([home, ''])
})

test.each([
  ['020 7946 0018', ''],
  ['020 7946 0018', 'ZZ'],
  ['020 7946 0018 / 020 7946 0019', 'GB'],
  ['020 7946 0018 or 07700 900123', 'GB'],
  // Numbers of a switchboard, or of a town.
  ['2214', 'GB'],
  ['2214', 'DE'],
  ['123456', 'DE'],
  ['7946 0018', 'DE'],
  ['555-2671', 'US'],
  ['Room 12', 'DE'],
])('%s cannot be known with the home country %j', (typed, home) => {
  expect(toE164(typed, home)).toBe('')
})

test('no number is longer than E.164 allows', () => {
  for (const country of ['1', '44', '49', '62', '81', '852', '886'])
    for (let digits = 1; digits <= 20; digits++)
      for (const typed of [`+${country}${'8'.repeat(digits)}`, `00${country}${'8'.repeat(digits)}`])
        for (const home of ['', 'JP']) expect(toE164(typed, home)).toMatch(/^(\+[1-9]\d{1,14})?$/)
})

test.each([
  'ext. 12',
  'Ext 12',
  'extension 12',
  'x12',
  'x.12',
  '#12',
  '# 12',
  ';ext=12',
  ',,12#',
  '(ext. 12)',
  ', ext 12',
  '- DW 12',
  'Durchwahl 12',
  'Durchwahl: 12',
  'poste 12',
  'int. 12',
  'доб. 12',
  'x ١٢',
])('an extension may be written %s', (extension) => {
  const typed = `+44 20 7946 0018 ${extension}`
  expect(toE164(typed, '')).toBe('+442079460018')
  expect(telLink(typed, '+442079460018')).toBe('tel:+442079460018;ext=12')
})

test.each([
  ['020 7946 0018', '', 'tel:02079460018'],
  ['020 7946 0018', '+442079460018', 'tel:+442079460018'],
  ['020 7946 0018 ext 12', '', 'tel:02079460018;ext=12'],
  ['٠٢٠ ٧٩٤٦ ٠٠١٨', '', 'tel:02079460018'],
  ['2214', '', 'tel:2214'],
  ['', '', ''],
  ['call me', '', ''],
  ['1-800-FLOWERS', '', ''],
  ['ext 12', '', ''],
  ['020 7946 0018 / 19', '', ''],
  ['020 7946 0018 or 07700 900123', '', ''],
  ['+999 123', '', ''],
])('a telephone that is asked for %j with the number %j dials %j', (typed, number, link) => {
  expect(telLink(typed, number)).toBe(link)
})
