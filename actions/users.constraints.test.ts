import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import type { NewUser, User } from '#db/tables.ts'
import { add, alice, bob, db, grace } from '#db/testing/database.ts'
import { type FieldsOf, fieldNames, fieldOf, uniqueFields } from '#db/user-fields.ts'
import { create, createMany, restore, trash, update } from '#db/users/edit.ts'
import { inSql } from '#db/users/kinds.ts'
import { toSnapshot } from '#db/users/snapshot.ts'
import type { UserValues } from '#db/users/values.ts'
import { type Entries, submit } from './form/submission-under-test.ts'
import { calledOf } from './user-words.schema.ts'
import { userForm } from './users.schema.ts'

type NewUserPart = Partial<NewUser>

type Text = 'line' | 'paragraphs' | 'email' | 'phone'

const characters = { letter: 'a', emoji: '😀', 'letter with a mark that merges': 'e\u0301' }

/** The start and end of each kind of text, so that only its length can be wrong. */
const around: Record<Text, { start?: string; end?: string }> = {
  line: {},
  paragraphs: {},
  email: { end: '@example.com' },
  phone: { start: '1' },
}

const texts = fieldNames.filter((name): name is FieldsOf<Text> => fieldOf(name).kind in around)

describe.each(texts)('%s: form and table have the same limit', (field) => {
  const { max = 0, kind } = fieldOf(field)
  const { start = '', end = '' } = around[kind as Text]
  const constraint = `users_${inSql(field)}_length`

  test.each(Object.entries(characters))('of the kind %s', async (_, character) => {
    const value = (length: number) => start + character.repeat(length - start.length - end.length) + end
    const { values } = post([[field, value(max)]])
    expect(Array.from(values?.[field] ?? '')).toHaveLength(max)
    expect(await refusal(values)).toBeUndefined()

    const words = `${calledOf(field)} must be ${max.toLocaleString('en')} characters or fewer`
    expect(post([[field, value(max + 1)]]).errors).toEqual({ [field]: [words] })
    expect(await refusal({ [field]: value(max + 1).normalize('NFC') })).toBe(constraint)
  })
})

test('only a required text has an error when it is empty', () => {
  expect(Object.keys(post(texts.map((name) => [name, ' '])).errors)).toEqual(
    texts.filter((name) => fieldOf(name).required),
  )
})

test.each(uniqueFields)('%s is unique among people outside the trash', async (field) => {
  const theirs = await add(alice({ [field]: `${randomUUID()}@Example.com` }))
  const same = { [field]: theirs[field].toUpperCase() }
  const taken = { kind: 'value-taken', field, value: same[field] }
  await expect(add(bob(same))).rejects.toMatchObject(taken)
  const other = await add(bob())
  await expect(change(other, bob(same))).rejects.toMatchObject(taken)
  await transaction(db, (trx) => trash(trx, theirs, grace))
  expect(await change(other, bob(same))).toMatchObject(same)
  const back = transaction(db, (trx) => restore(trx, { id: theirs.id, version: 2 }, grace))
  await expect(back).rejects.toMatchObject({ ...taken, value: theirs[field] })
})

test.each(uniqueFields)('many people have no %s', async (field) => {
  const none = { [field]: '' }
  const [one, other] = [await add(alice(none)), await add(bob(none))]
  const gone = await transaction(db, (trx) => trash(trx, one, grace))
  expect(await transaction(db, (trx) => restore(trx, gone, grace))).toMatchObject(none)
  expect(await change(other, { ...bob(none), jobTitle: 'Reader' })).toMatchObject(none)
})

test('a taken value is named, unless several people are saved at once', async () => {
  const { email } = await add(alice())
  await expect(add(bob({ email }))).rejects.toMatchObject({ field: 'email', value: email })
  const many = transaction(db, (trx) => createMany(trx, [bob(), bob({ email })], grace))
  await expect(many).rejects.toMatchObject({ field: 'email', value: undefined })
})

function change(user: User, values: UserValues) {
  return transaction(db, (trx) => update(trx, user, values, grace))
}

test.each<[string, Entries, NewUserPart, string]>([
  ['no name', [['name', '']], { name: '' }, 'users_name_length'],
  ['an email of two characters', [['email', 'a@']], { email: 'a@' }, 'users_email_length'],
  ['a status of its own', [['status', 'boss']], { status: 'boss' as 'active' }, 'users_status_known'],
  ['eleven links', links(11), { links: JSON.stringify(Array(11).fill({})) }, 'users_links_length'],
  ['links that are no list', [['links', 'x']], { links: '{}' }, 'users_links_length'],
])('form and table both refuse %s', async (_, entries, columns, constraint) => {
  expect(post(entries).values).toBeUndefined()
  expect(await refusal(columns)).toBe(constraint)
})

test.each<[string, Entries]>([
  ['an email of three characters', [['email', 'a@b']]],
  ['no email', [['email', '']]],
  ['ten links of the greatest length', links(10)],
  ['a user who is inactive', [['status', 'inactive']]],
  ['a phone number that is longer than E.164 allows', [['phone', '+49 180 0000 0000 0000']]],
])('form and table both accept %s', async (_, entries) => {
  const { values, errors } = post(entries)
  expect(errors).toEqual({})
  expect(await refusal(values)).toBeUndefined()
})

function post(entries: Entries) {
  const names = entries.map(([name]) => name)
  const { name, email, status } = alice()
  const rest = Object.entries({ name, email, status }).filter(([each]) => !names.includes(each))
  return submit(userForm, [...rest, ...entries])
}

function links(count: number): Entries {
  return Array.from({ length: count }, (_, n) => [
    [`links[${n}].label`, '😀'.repeat(100)] as const,
    [`links[${n}].url`, 'https://example.com/'.padEnd(2000, 'x')] as const,
  ]).flat()
}

/** @returns the constraint that refuses the user, or undefined. Nothing is saved. */
async function refusal(user: UserValues | NewUserPart | undefined): Promise<string | undefined> {
  const kept = new Error('not refused')
  try {
    return await db.transaction().execute(async (trx) => {
      if (user && Array.isArray(user.links)) await create(trx, user as UserValues, grace)
      else
        await trx
          .insertInto('users')
          .values({ ...raw(), ...(user as NewUserPart) })
          .execute()
      throw kept
    })
  } catch (error) {
    if (error === kept) return undefined
    if (error instanceof pg.DatabaseError) return error.constraint ?? error.message
    throw error
  }
}

function raw(): NewUser {
  return { ...toSnapshot(alice(), ''), links: '[]' }
}
