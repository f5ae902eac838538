import pg from 'pg'
import { openForm, type PlainForm } from '../../support/plain-form.ts'
import type { Ask } from '../measure/ask.ts'
import { compare } from '../measure/compare.ts'
import { printCompared, printSkipped } from '../measure/table.ts'
import { signInToDjango, whyNoDjango } from '../servers/django.ts'
import type { Server } from '../servers/server.ts'
import type { Stage } from '../servers/stage.ts'

// What somebody types. `{n}` differs in each post.
const typed = {
  name: 'Grace Bench {n}',
  email: 'bench-{n}@example.com',
  jobTitle: 'Nurse',
  phone: '+44 1632 960123',
}

/** Adds people by posts without scripts, to the 303. Each post has a form of its own; no form is fetched while it counts. */
export async function benchForm(stage: Stage): Promise<void> {
  const rollcall = await stage.rollcall()
  const contestants = [{ server: rollcall, asks: [await askRollcall(rollcall, stage.directory.cookie)] }]
  const reason = await whyNoDjango(stage.databaseUrl)
  if (!reason) {
    const django = { ...(await stage.django()), name: 'Django admin add' }
    contestants.push({ server: django, asks: [await askDjango(django)] })
  }
  const before = await countAll(stage.databaseUrl, !reason)
  const measured = await compare(contestants)
  const after = await countAll(stage.databaseUrl, !reason)
  for (const [place, { name, requests }] of measured.entries())
    if ((after[place] ?? 0) - (before[place] ?? 0) < requests)
      throw new Error(`${name} answered ${requests} posts and added fewer people`)
  printCompared('add by form, no scripts, to the 303', measured, { 'Django admin add': 1.5 })
  if (reason) printSkipped('add by form, Django admin', reason)
}

/** @returns a post whose submission is a new one each time, as each rendered form has */
export async function askRollcall({ url }: Server, cookie: string): Promise<Ask> {
  const form = await openForm(`${url}/users/new`, cookie)
  const body = multipart({ ...form, fields: withTyped(form.fields) })
  return {
    method: 'POST',
    path: '/users/new',
    headers: { cookie, origin: url, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body,
  }
}

function withTyped(fields: PlainForm['fields']): PlainForm['fields'] {
  const given: Record<string, string> = { ...typed, submission: '{id}' }
  return fields.map(([name, value]) => [name, given[name] ?? value])
}

const boundary = 'rollcall-bench-boundary'

function multipart({ fields }: PlainForm): string {
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value.replaceAll('\n', '\r\n')}\r\n`,
  )
  return `${parts.join('')}--${boundary}--\r\n`
}

/** Its forms have one token for the whole session. */
async function askDjango({ url }: Server): Promise<Ask> {
  const { cookie, token } = await signInToDjango(url)
  const { name, email, jobTitle, phone } = typed
  const rest = { name, email, job_title: jobTitle, phone, links: '[]', status: 'active', listed: 'on' }
  const blank = {
    known_as: '',
    pronouns: '',
    mobile: '',
    location: '',
    about: '',
    sort_name: '',
    staff_number: '',
  }
  const fields = new URLSearchParams({ csrfmiddlewaretoken: token, ...rest, ...blank, _save: 'Save' })
  return {
    method: 'POST',
    path: '/admin/people/person/add/',
    headers: { cookie, referer: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: String(fields).replaceAll('%7Bn%7D', '{n}'),
  }
}

/** In the order of the contestants. */
async function countAll(databaseUrl: string, hasDjango: boolean): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const tables = ['public.users', ...(hasDjango ? ['django.people_person'] : [])]
    const counts = tables.map((table) => client.query<{ count: string }>(`select count(*) from ${table}`))
    return (await Promise.all(counts)).map(({ rows }) => Number(rows[0]?.count))
  } finally {
    await client.end()
  }
}
