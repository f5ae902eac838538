import { expect, test } from 'vitest'
import { bestOf, kindOf, labelColumns, phonesOf } from './labels.server.ts'

test.each([
  ['Work', 'work'],
  ['TYPE=WORK,VOICE', 'work'],
  ['Büro', 'work'],
  ['', 'other'],
  ['TYPE=HOME', 'home'],
  ['_$!<Home>!$_', 'home'],
  ['Privat', 'home'],
  ['CELL', 'mobile'],
  ['Handy privat', 'mobile'],
  ['Work Fax', 'never'],
  ['Pager', 'never'],
] as const)('“%s” is %s', (label, kind) => {
  expect(kindOf(label)).toBe(kind)
})

const number = (label: string, isOfMobile = false) => ({ label, isOfMobile })

test.each([
  [['Home', 'Work Fax', 'Work'], 'Work', undefined],
  [['Home', 'Mobile'], undefined, 'Mobile'],
  [['Home'], 'Home', undefined],
  [['Mobile', 'Cell'], 'Mobile', 'Cell'],
  [['Work', ''], 'Work', ''],
  [['Fax'], undefined, undefined],
])('of %j the phone is %s and the mobile %s', (labels, phone, mobile) => {
  const found = phonesOf(labels.map((label) => number(label)))
  expect([found.phone?.label, found.mobile?.label]).toEqual([phone, mobile])
})

test('the column called mobile holds the mobile, and a second number is not lost', () => {
  const [first, second, desk] = [number('', true), number('home', true), number('')]
  expect(phonesOf([first, second])).toEqual({ phone: second, mobile: first })
  expect(phonesOf([desk, first, second])).toEqual({ phone: desk, mobile: first })
})

test('an email of the work comes first', () => {
  expect(bestOf([{ label: 'Home' }, { label: 'Work' }, { label: '' }]).map(({ label }) => label)).toEqual([
    'Work',
    '',
    'Home',
  ])
})

test('labels stand beside their values', () => {
  const head = [
    'E-mail 1 - Label',
    'E-mail 1 - Value',
    'Telefon 1 - Typ',
    'Telefon 1 - Wert',
    'Notes - Value',
  ]
  expect([...labelColumns(head)]).toEqual([
    [1, 0],
    [3, 2],
  ])
})
