import type { Found } from './found.ts'
import { getListUsersAsJsonLinesUrl, listUsers, listUsersAsCsv, readUser } from './generated/orval.ts'

const { AUTHORIZATION = '', Q: q = '' } = process.env
const options = { headers: { Authorization: AUTHORIZATION } }

const list = await listUsers({ q, sort: '-name' }, options)
if (list.status !== 200) throw new Error(`answered ${list.status}`)
const [first] = list.data
if (!first) throw new Error('nobody was found')

const single = await readUser(first.id, { fields: ['email'] }, options)
if (single.status !== 200) throw new Error(`answered ${single.status}`)
const csv = await listUsersAsCsv({ q, fields: ['name'] }, options)
// It reads every media type with "json" in its name as JSON, so the lines are fetched without it.
const lines = await (await fetch(getListUsersAsJsonLinesUrl({ q }), options)).text()
const refused = await listUsers({ q, limit: 0 }, options)

const found: Found = {
  names: list.data.map(({ name }) => name),
  id: single.data.id,
  email: single.data.email,
  csv: csv.status === 200 ? csv.data : undefined,
  lines: lines.trim().split('\n').length,
  refused: refused.status === 400 ? refused.data.errors?.map(({ parameter }) => parameter) : undefined,
}
console.log(JSON.stringify(found))
