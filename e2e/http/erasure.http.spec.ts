import { sql } from 'kysely'
import type { Executor } from '#db/database.ts'
import { fieldNames, fieldOf } from '#db/user-fields.ts'
import { expect, password, test, uniqueEmail } from '../support/fixtures.ts'
import { openForm, post } from '../support/plain-form.ts'

const canary = 'kanarienvogel'

/** A unique value for each text field of a person. */
const canaries = Object.fromEntries(
  fieldNames.flatMap((name) => {
    const { kind } = fieldOf(name)
    if (kind === 'line' || kind === 'paragraphs') return [[name, canary]]
    return kind === 'phone' ? [[name, '+44 1632 960 777']] : []
  }),
)

test('after an erasure nothing of the person is left in the database', async ({
  baseURL,
  viewer,
  db,
  signIn,
}) => {
  const email = `${canary}-${uniqueEmail()}`
  const created = await post(await openForm(`${baseURL}/users/new`, viewer.cookie), {
    ...canaries,
    name: `Erna ${canary}`,
    email,
  })
  const path = created.headers.get('location') ?? ''
  const id = Number(path.split('/').at(-1))
  const list = new URLSearchParams({ list: `/users?q=${canary}` })
  const edit = await openForm(`${baseURL}${path}/edit?${list}`, viewer.cookie)
  const changed = await post(edit, { about: `${canary} again` })
  expect(changed.headers.get('location')).toBe(`${path}?${list}`)

  // The person has an account with the same email, and uses it.
  const { account } = await signIn('editor')
  await db.updateTable('accounts').set({ email, userId: id }).where('id', '=', account.id).execute()
  const headers = { origin: String(baseURL), 'user-agent': `${canary}/1.0` }
  const signedIn = await post(await openForm(`${baseURL}/sign-in`, ''), { email, password }, headers)
  const [cookie = ''] = signedIn.headers.getSetCookie()[0]?.split(';') ?? []
  const other = await post(await openForm(`${baseURL}/users/new`, cookie), {
    name: 'Bob',
    email: uniqueEmail(),
  })
  expect(other.status).toBe(303)
  await post({ ...(await openForm(`${baseURL}/sign-in`, '')) }, { email, password: 'not this one' }, headers)
  const address = `${baseURL}/accounts/${account.id}`
  expect((await post(await openForm(address, viewer.cookie), { role: 'admin' })).status).toBe(303)
  expect(await dump(db)).toContain(canary)

  await post(await openForm(`${baseURL}${path}/delete`, viewer.cookie))
  const erase = await openForm(`${baseURL}${path}/erase`, viewer.cookie)
  await post(erase, { confirmation: `${canary} is not the name` })
  expect((await post(erase, { confirmation: `Erna ${canary}` })).status).toBe(303)

  const left = await dump(db)
  expect(left).not.toContain(canary)
  expect(left).not.toContain('960777')
  const ended = await fetch(`${baseURL}/profile`, { headers: { cookie }, redirect: 'manual' })
  expect(ended.status).toBe(307)
  const chain = await db
    .selectFrom('events')
    .select(['actor', 'verb', 'before', 'after'])
    .where('userId', '=', id)
    .orderBy('id')
    .execute()
  const keeper = `account ${viewer.account?.id}`
  expect(chain).toEqual(
    ['create', 'update', 'trash', 'erase'].map((verb) => ({
      actor: keeper,
      verb,
      before: null,
      after: null,
    })),
  )
  const history = await fetch(`${baseURL}${other.headers.get('location')}/history`, {
    headers: { cookie: viewer.cookie },
  })
  expect(await history.text()).toContain(`account ${account.id}`)
})

async function dump(db: Executor): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db)
  expect(tables.length).toBeGreaterThan(8)
  const texts = tables.map(async ({ name }) => {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as text from ${sql.table(name)} t`.execute(db)
    return rows[0]?.text ?? ''
  })
  return (await Promise.all(texts)).join(' ')
}
