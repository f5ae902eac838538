import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { type Level, visibleFields } from '#db/policy.ts'
import { alice, db, grace } from '#db/testing/database.ts'
import { type FieldsOf, fieldNames, fieldOf, type Kind, uniqueFields } from '#db/user-fields.ts'
import { create } from '#db/users/edit.ts'
import { findJson } from '#db/users/json.ts'
import { blankUser, type UserValues } from '#db/users/values.ts'
import { userJson } from './user-json.ts'

const values: { [K in Kind]: UserValues[FieldsOf<K>] } = {
  line: 'Office "manager" \\ 管理',
  paragraphs: 'Keys.\n\tParking. </script>',
  email: '',
  phone: '+44 20 7946 0018',
  teams: [],
  links: [
    { label: 'Blog', url: 'https://example.com' },
    { label: '', url: 'https://b.example' },
  ],
  status: 'inactive',
  listed: true,
}
const set = Object.fromEntries(fieldNames.map((name) => [name, values[fieldOf(name).kind]]))
const ofEverybody = ['id', 'status', 'createdAt', 'updatedAt']

test.each(['public', 'directory', 'contact'] as const)(
  'the level %s sees its fields in their order, as the contract says',
  async (level) => {
    const own = Object.fromEntries(uniqueFields.map((name) => [name, `${randomUUID()}@example.com`]))
    const { user, json } = await written({ ...set, ...own }, level)
    expect(Object.keys(json)).toEqual(visibleFields(level).filter((name) => name !== 'teams'))
    expect(userJson.strict().parse(json)).toStrictEqual(json)
    const links = [{ label: 'Blog', url: 'https://example.com' }, { url: 'https://b.example' }]
    const dates = { createdAt: user.createdAt.toISOString(), updatedAt: user.updatedAt.toISOString() }
    expect({ ...user, ...dates, links }).toMatchObject(json)
  },
)

test('a field that is not set is absent, never null or empty', async () => {
  const { json } = await written(blankUser, 'contact')
  const required = fieldNames.filter((name) => fieldOf(name).required)
  const always = visibleFields('contact').filter(
    (name) => ofEverybody.includes(name) || required.some((each) => each === name),
  )
  expect(Object.keys(json)).toEqual(always)
})

async function written(values: Partial<UserValues>, level: Level) {
  const { name } = alice()
  const user = await transaction(db, (trx) => create(trx, { ...blankUser, ...values, name }, grace))
  const found = await findJson(db, user.id, { scope: 'untrashed', level })
  return { user, json: JSON.parse(found?.json ?? 'null') as Record<string, unknown> }
}
