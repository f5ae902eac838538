import { expect, test } from 'vitest'
import { cellsOf } from './row-cells.server.ts'

const phones = (cell: string) => cellsOf([cell], ['phone'])

test.each([
  ['+44 20 7946 0018 / +44 7700 900123', '+44 20 7946 0018', '+44 7700 900123'],
  ['+44 20 7946 0018 ::: +44 7700 900123', '+44 20 7946 0018', '+44 7700 900123'],
  ['+44 20 7946 0018 (mornings), +44 7700 900123 (evenings only)', '+44 20 7946 0018', '+44 7700 900123'],
  ['tel:+442079460018', '+442079460018', undefined],
  ['="+442079460018"', '+442079460018', undefined],
  ["'+442079460018", '+442079460018', undefined],
  ['0228 / 555 01 36', '0228 / 555 01 36', undefined],
  ['+44 20 7946 0018 ext. 12', '+44 20 7946 0018 ext. 12', undefined],
  ['1-800-FLOWERS', '1-800-FLOWERS', undefined],
])('the phone %j is %j, and the mobile %j', (cell, phone, mobile) => {
  expect(phones(cell)).toEqual({ phone, ...(mobile && { mobile }) })
})

test('a second phone is the mobile, unless there is one', () => {
  expect(cellsOf(['020 1', '020 2'], ['phone', 'phone'])).toEqual({ phone: '020 1', mobile: '020 2' })
  expect(cellsOf(['', '020 2'], ['phone', 'phone'])).toEqual({ phone: '020 2' })
  expect(cellsOf(['020 1', '020 2', '077'], ['phone', 'phone', 'mobile'])).toMatchObject({ mobile: '077' })
})

test.each(['-', 'n/a', 'N.A.', '#N/A', 'NULL', '#REF!', 'unknown', 'TBC', '?'])('%j says nothing', (cell) => {
  expect(cellsOf([cell, 'Ada'], ['location', 'name'])).toEqual({ location: '', name: 'Ada' })
  expect(cellsOf([cell], ['name'])).toEqual({ name: /\w/.test(cell) ? cell : '' })
  expect(cellsOf([cell], ['location'], { isOwn: true })).toEqual({ location: cell })
})

test('two family names are put together', () => {
  const columns = ['firstName', 'lastName', 'lastName'] as const
  expect(cellsOf(['María', 'García', 'López'], columns)).toEqual({
    name: 'María García López',
    sortName: 'García López, María',
  })
  expect(cellsOf(['Iñaki', 'Etxeberria', ''], columns)).toEqual({ name: 'Iñaki Etxeberria' })
  expect(cellsOf(['Ada', 'King', 'King'], columns)).toEqual({ name: 'Ada King' })
})

test('of two emails the first is taken, and the second is told', () => {
  const told: [number, string][] = []
  const cells = cellsOf(['Ada', 'Ada <ada@example.com>; lovelace@example.com'], ['name', 'email'], {
    onLeftOut: (...each) => told.push(each),
  })
  expect(cells.email).toBe('ada@example.com')
  expect(told).toEqual([[1, 'Only the first email is taken, and not lovelace@example.com']])
})

test('parts of a name are joined where there is no full name', () => {
  const columns = ['firstName', 'middleName', 'lastName', 'name'] as const
  expect(cellsOf(['Jan', 'van der', 'Berg', ''], columns)).toEqual({ name: 'Jan van der Berg' })
  expect(cellsOf(['Ada', '', 'King', 'Ada Lovelace'], columns).name).toBe('Ada Lovelace')
  expect(cellsOf(['Ana', '', 'García López'], columns)).toEqual({
    name: 'Ana García López',
    sortName: 'García López, Ana',
  })
})

test('a status turned round counts where there is no other', () => {
  expect(cellsOf(['True'], ['inactive']).status).toBe('inactive')
  expect(cellsOf(['nein'], ['inactive']).status).toBe('active')
  expect(cellsOf([''], ['inactive']).status).toBeUndefined()
  expect(cellsOf(['perhaps'], ['inactive']).status).toBe('perhaps')
})

test('links of several columns are put together', () => {
  expect(cellsOf(['https://a.example', '', 'b.example'], ['links', 'links', 'links']).links).toBe(
    'https://a.example\nb.example',
  )
})
