import { expect, test } from 'vitest'
import { areTurned, turned, withoutAddress } from './turned-names.server.ts'

test.each([
  ['Berg, Jan van der', 'Jan van der Berg', 'Berg, Jan van der'],
  ['Dr. Köhler, Hans-Jürgen', 'Dr. Hans-Jürgen Köhler', 'Köhler, Hans-Jürgen'],
  ['Vries, de, Zoë', 'Zoë de Vries', 'Vries, Zoë de'],
  ['Brown, Kim, RN', 'Kim Brown, RN', 'Brown, Kim'],
  ['Smith, John (Contractor)', 'John Smith (Contractor)', 'Smith, John'],
  ['O’Hara, Sean - Leeds', 'Sean O’Hara - Leeds', 'O’Hara, Sean'],
])('%s is turned round', (name, inOrder, sortName) => {
  expect(turned(name)).toEqual({ name: inOrder, sortName })
})

test.each(['Jan van der Berg', 'Smith, Jr.', 'Example, Inc.', 'Ada, Bo, Cy', '', ', Ada', 'Smith, 3'])(
  '%j stays as it is',
  (name) => {
    expect(turned(name)).toBeUndefined()
  },
)

test.each([
  ['Příjmení a jméno', 'Dvořák Čeněk', 'Čeněk Dvořák'],
  ['Cognome e nome', 'DE LUCA NICOLÒ', 'NICOLÒ DE LUCA'],
  ['NOM Prénom', 'LE BRAS Anaïs', 'Anaïs LE BRAS'],
  ['Nazwisko i imię', 'Nowak-Żak Anna Maria', 'Anna Maria Nowak-Żak'],
])('below “%s” the first word is the family name', (head, name, inOrder) => {
  expect(turned(name, head)?.name).toBe(inOrder)
})

test.each(['Name', 'Vorname Nachname', 'ФИО', 'Фамилия Имя Отчество'])(
  'below “%s” a name without a comma is in its order',
  (head) => {
    expect(turned('Ada Lovelace', head)).toBeUndefined()
  },
)

test('a list is turned where half of its names are', () => {
  expect(areTurned(['Berg, Jan', 'Front desk'])).toBe(true)
  expect(areTurned(['Berg, Jan', 'Front desk', 'Ada Lovelace'])).toBe(false)
  expect(areTurned(['', ' '])).toBe(false)
})

test.each([
  ['Mrs. Vi Snow', 'Vi Snow'],
  ['Hr. Özdemir', 'Özdemir'],
  ['Frau Dr. Anke Groß', 'Dr. Anke Groß'],
  ['Mr & Mrs J. Fox', 'Mr & Mrs J. Fox'],
  ['Missy Elliott', 'Missy Elliott'],
  ['Frau', 'Frau'],
  ['Sr Maria', 'Sr Maria'],
])('%s is called %s', (name, without) => {
  expect(withoutAddress(name)).toBe(without)
})

test('a name of 200,000 characters takes no time', () => {
  const long = 'a, '.repeat(70_000)
  expect([turned(long), withoutAddress(long)]).toEqual([undefined, long])
})
