import { expect, test } from 'vitest'
import { encodeCursor } from '#db/paging.ts'
import type { Level } from '#db/policy.ts'
import { filterKey } from '#db/users/filters.ts'
import { Problem } from '../http/problem.ts'
import { parseQuery } from './query.ts'

const cursor = { order: 'id', towards: 'next', id: 12 } as const
const byChange = { order: '-updatedAt', towards: 'next', id: 12, key: '2026-05-04T03:02:01.234Z' } as const
const active = filterKey({ status: 'active' })
const here = encodeCursor(cursor, active)

test.each<[string, Level, object]>([
  ['', 'public', { scope: 'public', order: 'id', filters: { status: 'active' }, limit: undefined }],
  ['limit=1', 'public', { limit: 1 }],
  ['limit=1000', 'public', { limit: 1000 }],
  [`cursor=${here}&limit=5`, 'public', { limit: 5, from: cursor }],
  ['sort=-name', 'public', { order: '-name' }],
  ['q=%20grace%20', 'public', { filters: { q: 'grace', status: 'active' } }],
  ['q=%20', 'public', { filters: { status: 'active' } }],
  ['fields=name,id', 'public', { fields: ['name', 'id'] }],
  ['format=csv&bom=1', 'public', { format: 'csv', bom: '1' }],
  ['', 'directory', { scope: 'untrashed', level: 'directory', filters: { status: 'active' } }],
  ['status=all', 'directory', { filters: {} }],
  ['status=inactive', 'directory', { filters: { status: 'inactive' } }],
  [
    'location=Lisbon&location=Floor%202',
    'directory',
    { filters: { location: ['Lisbon', 'Floor 2'], status: 'active' } },
  ],
  ['sort=-updatedAt', 'directory', { order: '-updatedAt' }],
  [`sort=-updatedAt&cursor=${encodeCursor(byChange, active)}`, 'directory', { from: byChange }],
  ['fields=email,location', 'contact', { fields: ['email', 'location'] }],
])('?%s by %s asks for %o', (query, level, values) => {
  expect(parseQuery(new URLSearchParams(query), level)).toMatchObject(values)
})

const wrongLimit = ['limit', 'must be a whole number from 1 to 1000']
const wrongCursor = ['cursor', 'must come from a Link header of the same list']
const wrongSort = ['sort', 'must be one of id, -id, name, -name, updatedAt, -updatedAt']

test.each<[string, Level, readonly (readonly string[])[]]>([
  ...['0', '1001', '-1', '1e3', '+5', ' 5', '5 ', '5.0', '0x5', '٥', '', 'all', '99999'].map(
    (limit): [string, Level, string[][]] => [`limit=${encodeURIComponent(limit)}`, 'public', [wrongLimit]],
  ),
  ['limit=5&limit=5', 'public', [['limit', 'must be given once']]],
  ['cursor=', 'public', [wrongCursor]],
  ['cursor=12', 'public', [wrongCursor]],
  [`cursor=${encodeCursor(cursor)}`, 'public', [wrongCursor]],
  [`cursor=${here}&q=grace`, 'public', [wrongCursor]],
  [`cursor=${here}&sort=name`, 'public', [wrongCursor]],
  [`cursor=${here}&status=all`, 'directory', [wrongCursor]],
  ['sort=email', 'contact', [wrongSort]],
  ['sort=', 'public', [wrongSort]],
  ['sort=updatedAt', 'public', [['sort', 'must be id or name without a token']]],
  ['sort=-updatedAt', 'public', [['sort', 'must be id or name without a token']]],
  ['q=%00', 'contact', [['q', 'must not contain control characters']]],
  [`q=${'x'.repeat(201)}`, 'contact', [['q', 'must be 200 characters or fewer']]],
  ['status=gone', 'contact', [['status', 'must be active, inactive or all']]],
  ['fields=', 'public', [['fields', 'names , which is not known']]],
  ['fields=id,email', 'public', [['fields', 'names email, which is not permitted']]],
  ['fields=email', 'directory', [['fields', 'names email, which is not permitted']]],
  ['fields=phoneE164', 'contact', [['fields', 'names phoneE164, which is not known']]],
  ['fields=__proto__', 'contact', [['fields', 'names __proto__, which is not known']]],
  ['format=xml', 'public', [['format', 'must be one of json, jsonl, csv, vcard']]],
  ['bom=0', 'public', [['bom', 'must be 1']]],
  ['page=2', 'public', [['page', 'is not known here']]],
  ['Limit=5', 'public', [['Limit', 'is not known here']]],
  ['limit[]=5', 'public', [['limit[]', 'is not known here']]],
  ['__proto__=5', 'public', [['__proto__', 'is not known here']]],
  ['constructor=5', 'public', [['constructor', 'is not known here']]],
  [
    'page=2&page=3&limit=0',
    'public',
    [['page', 'is not known here'], ['page', 'must be given once'], wrongLimit],
  ],
])('?%s by %s is refused', (query, level, errors) => {
  const problem = refusal(query, level)
  expect(problem).toBeInstanceOf(Problem)
  expect(problem?.status).toBe(400)
  expect(problem?.errors?.map(({ parameter, message }) => [parameter, message])).toEqual(errors)
  for (const [parameter] of errors) expect(problem?.message).toContain(parameter)
})

test('callers without a token cannot ask who is inactive', () => {
  for (const status of ['inactive', 'all']) expect(refusal(`status=${status}`, 'public')?.status).toBe(403)
})

test('callers without a token cannot ask who is where', () => {
  expect(refusal('location=Lisbon', 'public')?.status).toBe(403)
})

function refusal(query: string, level: Level): Problem | undefined {
  try {
    parseQuery(new URLSearchParams(query), level)
    return undefined
  } catch (error) {
    return error as Problem
  }
}
