import type { Found } from './found.ts'
import { client } from './generated/hey-api/client.gen.ts'
import { listUsers, listUsersAsCsv, listUsersAsJsonLines, readUser } from './generated/hey-api/index.ts'

const { ORIGIN: baseUrl = '', AUTHORIZATION = '', Q: q = '' } = process.env
client.setConfig({ baseUrl, headers: { Authorization: AUTHORIZATION } })

const list = await listUsers({ query: { q, sort: '-name' }, throwOnError: true })
const [first] = list.data
if (!first) throw new Error('nobody was found')

const single = await readUser({ path: { id: first.id }, query: { fields: ['email'] }, throwOnError: true })
const csv = await listUsersAsCsv({ query: { q, fields: ['name'] }, throwOnError: true })
// It takes application/jsonl for JSON.
const lines = await listUsersAsJsonLines({ query: { q }, parseAs: 'text', throwOnError: true })
const refused = await listUsers({ query: { q, limit: 0 } })

const found: Found = {
  names: list.data.map(({ name }) => name),
  id: single.data.id,
  email: single.data.email,
  csv: csv.data,
  lines: lines.data.trim().split('\n').length,
  refused: refused.error?.errors?.map(({ parameter }) => parameter),
}
console.log(JSON.stringify(found))
