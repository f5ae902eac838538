import createClient from 'openapi-fetch'
import type { Found } from './found.ts'
import type { paths } from './generated/openapi-typescript.ts'

const { ORIGIN: baseUrl = '', AUTHORIZATION = '', Q: q = '' } = process.env
const client = createClient<paths>({ baseUrl, headers: { Authorization: AUTHORIZATION } })

const list = await client.GET('/api/users', { params: { query: { q, sort: '-name' } } })
if (!list.data) throw new Error(list.error.detail)
const [first] = list.data
if (!first) throw new Error('nobody was found')

const path = { id: first.id }
const single = await client.GET('/api/users/{id}', { params: { path, query: { fields: ['email'] } } })
const csv = await client.GET('/api/users.csv', {
  params: { query: { q, fields: ['name'] } },
  parseAs: 'text',
})
const lines = await client.GET('/api/users.jsonl', { params: { query: { q } }, parseAs: 'text' })
const refused = await client.GET('/api/users', { params: { query: { q, limit: 0 } } })

const found: Found = {
  names: list.data.map(({ name }) => name),
  id: single.data?.id,
  email: single.data?.email,
  csv: csv.data,
  lines: lines.data?.trim().split('\n').length,
  refused: refused.error?.errors?.map(({ parameter }) => parameter),
}
console.log(JSON.stringify(found))
