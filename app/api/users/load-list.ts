import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { database } from '#db/database.ts'
import { visibleFields } from '#db/policy.ts'
import { readSettings } from '#db/settings/settings.ts'
import { readFresh } from '#db/standby.ts'
import { listJson } from '#db/users/json.ts'
import { mediaTypes } from '../http/media-type.ts'
import { csvWriter } from './csv.ts'
import { linkHeader } from './link-header.ts'
import type { ListRequest } from './list-request.ts'
import { usualLimit } from './parameters.ts'
import { streamUsers } from './stream.ts'
import { vcardWriter } from './vcards.ts'

export async function loadPage({ url, query, limit = usualLimit, count }: ListRequest) {
  const { users, total, previous, next, ...settings } = await readFresh((db) =>
    listJson(db, { ...query, limit, count }),
  )
  const headers = {
    'Content-Type': mediaTypes.json,
    Link: linkHeader(url, { previous, next }),
    ...(count && { 'X-Total-Count': String(total), 'Preference-Applied': 'count=exact' }),
  }
  return { settings, body: `[${users}]`, headers }
}

export async function loadAll(request: ListRequest) {
  const { query, limit, format } = request
  const write = await writerOf(request)
  const { settings, body } = await streamUsers(query, { limit, write })
  return { settings, body, headers: { 'Content-Type': mediaTypes[format] } }
}

async function writerOf(request: ListRequest): Promise<(users: readonly string[]) => string> {
  if (request.format === 'csv') return csvWriter(columnsOf(request))
  if (request.format === 'jsonl') return oneOnEachLine
  const { organisation } = await readSettings(database())
  return vcardWriter({ origin: await siteOrigin(), organisation })
}

function columnsOf({ query: { level, fields }, bom }: ListRequest) {
  const asked = visibleFields(level).filter((field) => !fields || fields.includes(field))
  return { columns: asked.map((key) => ({ key, header: key })), bom }
}

function oneOnEachLine(users: readonly string[]): string {
  return users.map((user) => `${user}\n`).join('')
}
