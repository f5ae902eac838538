import { expect, test } from 'vitest'
import { areFieldNamesBounded } from './field-names.server.ts'

const intentName = '__INTENT__'

test.each([
  'name',
  'find',
  'links',
  'links[0].url',
  'links[99].label',
  'columns[199]',
  'take.phone',
  'a.b.c',
])('a form of ours may have the field %s', (name) => {
  expect(bounded([name])).toBe(true)
})

const strange = [
  '',
  ' name',
  'first name',
  'name1',
  'links[',
  'links[]',
  'links[-1].url',
  'links[1.5].url',
  'links[1000].url',
  'links[10000].url',
  'links[0][0]',
  'links[0]url',
  'links..url',
  '.name',
  'name.',
  'a.b.c.d',
  '__proto__',
  '__proto__.polluted',
  'links.__proto__',
  'constructor', // Conform throws at this word, and a throw is a bare error page
  'constructor.prototype',
  'links[0].constructor',
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Object.prototype).map((name) => `id.${name}`),
  ...Object.getOwnPropertyNames(Array.prototype).map((name) => `links.${name}`),
  'links[0].toString',
  'take.id.valueOf',
  'toString[0]',
  'name\n',
  'náme',
  'x'.repeat(101),
  'a.'.repeat(500_000),
  `links${'[0]'.repeat(500_000)}`,
]

test.each(strange.map((name) => [name.slice(0, 40), name]))(
  'none of our forms has the field %j',
  (_, name) => {
    expect(bounded([name])).toBe(false)
    expect(bounded(['name', name])).toBe(false)
  },
)

test('a form has 600 fields at most', () => {
  expect(bounded(Array(600).fill('name'))).toBe(true)
  expect(bounded(Array(601).fill('name'))).toBe(false)
})

test('fields of React and of buttons are not counted', () => {
  const added = ['$ACTION_REF_1', '$ACTION_1:0', '$ACTION_KEY', intentName]
  expect(bounded([...added, ...Array(600).fill('name')])).toBe(true)
})

function bounded(names: string[]): boolean {
  const data = new FormData()
  for (const name of names) data.append(name, '')
  return areFieldNamesBounded(data, intentName)
}
