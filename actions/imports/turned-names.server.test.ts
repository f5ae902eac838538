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

test.each([
  ['Groß, Dr. Ute', 'Dr. Ute Groß'],
  ['Haas, Frau Eva', 'Eva Haas'],
  ['Aue, Prof. Dr. Jan von der', 'Prof. Dr. Jan von der Aue'],
])('a title behind the comma of %s goes before the name', (name, inOrder) => {
  expect(turned(name)?.name).toBe(inOrder)
})

test.each(['Cy Day, FRCS', 'Di Oak, M.A.', 'Bo Lee, PharmD', 'Flo Ash, MD'])(
  'a degree is no first name: %s',
  (name) => {
    expect(turned(name)).toBeUndefined()
  },
)

test('a list of degrees or of posts behind commas is not turned', () => {
  expect(areTurned(['Ann Lee, ABCD', 'Bob Ray, EFG'])).toBe(false)
  expect(areTurned(['Ann Lee, Finance', 'Bob Ray, Finance', 'Cy Day, Finance', 'Di Fox, Finance'])).toBe(
    false,
  )
})

test('titles at the end of a name are no family name', () => {
  expect(turned('Nowak Jan dr', 'Nazwisko i imię')).toEqual({ name: 'dr Jan Nowak', sortName: 'Nowak, Jan' })
})
