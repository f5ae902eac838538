import { expect, test } from 'vitest'
import { type Executor, transaction } from '#db/database.ts'
import type { Level } from '#db/policy.ts'
import { alice, db, grace } from '#db/test-database.ts'
import { create } from '#db/users.ts'
import { findJson } from '#db/users-json.ts'
import { userJson } from './user-json.ts'

const set = {
  knownAs: 'Ali',
  phone: '+44 20 7946 0018',
  jobTitle: 'Office "manager" \\ 管理',
  location: 'Lisbon',
  about: 'Keys.\n\tParking. </script>',
  links: [
    { label: 'Blog', url: 'https://example.com' },
    { label: '', url: 'https://b.example' },
  ],
}
const unset = { knownAs: '', phone: '', jobTitle: '', location: '', about: '', links: [] }

const forAnybody = ['id', 'name', 'knownAs', 'jobTitle', 'about', 'links']
const forTheDirectory = [...forAnybody, 'location', 'status', 'createdAt', 'updatedAt']

test.each<[Level, string[]]>([
  ['public', forAnybody],
  ['directory', forTheDirectory],
  ['contact', [...forTheDirectory, 'email', 'phone']],
])('the level %s sees these fields and nothing beyond', async (level, fields) => {
  const { user, json } = await written(db, set, level)
  expect(Object.keys(json)).toEqual(fields)
  expect(userJson.strict().parse(json)).toStrictEqual(json)
  const links = [{ label: 'Blog', url: 'https://example.com' }, { url: 'https://b.example' }]
  const dates = { createdAt: user.createdAt.toISOString(), updatedAt: user.updatedAt.toISOString() }
  expect({ ...user, ...dates, links }).toMatchObject(json)
})

test('what is not set is absent, never null or empty', async () => {
  const { json } = await written(db, unset, 'contact')
  expect(Object.keys(json)).toEqual(['id', 'name', 'status', 'createdAt', 'updatedAt', 'email'])
})

async function written(db: Executor, values: typeof unset | typeof set, level: Level) {
  const user = await transaction(db, (trx) => create(trx, { ...alice(), ...values }, grace))
  const found = await findJson(db, user.id, { scope: 'all', level })
  return { user, json: JSON.parse(found?.json ?? 'null') as Record<string, unknown> }
}
