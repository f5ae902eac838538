import type { Submission } from '@conform-to/dom/future'
import { expect, test } from 'vitest'
import { intentOf, resolveListIntent } from './list-intent.server.ts'

const [a, b, c] = [{ url: 'a' }, { url: 'b' }, { url: 'c' }]
const three = { name: 'Alice', links: [a, b, c] }

test.each([
  ['insert({"name":"links"})', [a, b, c, {}]],
  ['insert({"name":"links","index":0})', [{}, a, b, c]],
  ['insert({"name":"links","index":2})', [a, b, {}, c]],
  ['insert({"name":"links","index":99})', [a, b, c, {}]],
  ['insert({"name":"links","defaultValue":{"url":"x"}})', [a, b, c, {}]],
  ['remove({"name":"links","index":1})', [a, c]],
  ['remove({"name":"links","index":3})', [a, b, c]],
  ['reorder({"name":"links","from":0,"to":2})', [b, c, a]],
  ['reorder({"name":"links","from":2,"to":0})', [c, a, b]],
  ['reorder({"name":"links","from":0,"to":3})', [a, b, c]],
  ['reorder({"name":"links","from":3,"to":0})', [a, b, c]],
])('%s', (intent, links) => {
  expect(resolve(intent)).toEqual({ name: 'Alice', links })
  expect(three.links).toEqual([a, b, c])
})

test('a full list gets no more rows', () => {
  const full = { links: [a, b, c, a] }
  expect(resolve('insert({"name":"links"})', full)).toEqual(full)
  expect(resolve('insert({"name":"links","index":0})', full)).toEqual(full)
})

test.each([{}, { links: 'text' }, { links: { length: 3 } }, { links: { 0: a } }])(
  'a first row can be added to %j',
  (payload) => {
    expect(resolve('insert({"name":"links"})', payload)).toEqual({ links: [{}] })
  },
)

test('missing rows count as rows', () => {
  const links = [a]
  links[2] = c
  expect(resolve('remove({"name":"links","index":0})', { links })).toEqual({ links: [undefined, c] })
})

const strange = [
  'insert({"name":"teams"})',
  'insert({"name":"name"})',
  'insert({"name":"links[0]"})',
  'insert({"name":"__proto__"})',
  'insert({"name":"constructor"})',
  'insert({"name":"toString"})',
  'insert({"name":["links"]})',
  'insert({"__proto__":{"name":"links"}})',
  'insert({})',
  'insert({"name":"links","index":-1})',
  'insert({"name":"links","index":100})',
  'insert({"name":"links","index":0.5})',
  'insert({"name":"links","index":"0"})',
  'remove({"name":"links"})',
  'remove({"name":"links","index":1e9})',
  'reorder({"name":"links","from":0})',
  'update({"name":"links","value":[]})',
  'reset()',
  'constructor({"name":"links"})',
  'insert',
  'insert({"name":"links"',
  'insert({name:"links"})',
  'insert("links")',
  'insert([])',
  'insert(null)',
  ' insert({"name":"links"})',
  'insert({"name":"links"});',
  '',
  '(((',
  `insert({${'{'.repeat(1_000_000)}`,
  `insert({"name":"links","x":"${'x'.repeat(1_000_000)}"})`,
  `insert(${'{}'.repeat(200)})`,
]

test.each(strange.map((intent) => [intent.slice(0, 60), intent]))('no form offers %s', (_, intent) => {
  expect(resolve(intent)).toBeUndefined()
})

test('a search changes nothing, and Enter searches for a word that the page does not show yet', () => {
  expect(resolve('find()')).toEqual(three)
  expect(intentOf(entered({ find: 'yale', found: '' }))).toBe('find()')
  expect(intentOf(entered({ find: 'yale', found: 'yale' }))).toBeNull()
  expect(intentOf(entered({}))).toBeNull()
  expect(
    intentOf({ ...entered({ find: 'yale', found: '' }), payload: { find: 'yale', found: '' } }),
  ).toBeNull()

  function entered(fields: Record<string, string>): Submission {
    return { intent: null, payload: { ...fields, enter: 'pressed' }, fields: [] }
  }
})

test('a form without lists offers no intent', () => {
  expect(resolveListIntent(submission('insert({"name":"links"})', three), {})).toBeUndefined()
})

function resolve(intent: string, payload: Submission['payload'] = three) {
  return resolveListIntent(submission(intent, payload), { links: 4 })
}

function submission(intent: string, payload: Submission['payload']): Submission {
  return { intent, payload, fields: [] }
}
