import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { NewUser } from '#db/tables.ts'
import { alice, db, grace } from '#db/test-database.ts'
import type { UserValues } from '#db/user-values.ts'
import { create } from '#db/users.ts'
import { type Entries, submit } from './submission-under-test.ts'
import { userForm } from './users.schema.ts'

type TextField = Exclude<keyof UserValues, 'links' | 'status' | 'listed' | 'teams'>

type NewUserPart = Partial<NewUser>

const characters = { letter: 'a', emoji: '😀', 'letter with a mark that merges': 'e\u0301' }

describe.each<[TextField, number, { start?: string; end?: string; called: string; constraint: string }]>([
  ['name', 200, { called: 'Name', constraint: 'users_name_length' }],
  ['knownAs', 100, { called: 'Known as', constraint: 'users_known_as_length' }],
  ['email', 254, { end: '@example.com', called: 'E-mail', constraint: 'users_email_length' }],
  ['phone', 50, { start: '1', called: 'Phone', constraint: 'users_phone_length' }],
  ['jobTitle', 200, { called: 'Job title', constraint: 'users_job_title_length' }],
  ['location', 200, { called: 'Location', constraint: 'users_location_length' }],
  ['about', 1000, { called: 'About', constraint: 'users_about_length' }],
])(
  '%s: form and table agree on %i characters',
  (field, max, { start = '', end = '', called, constraint }) => {
    test.each(Object.entries(characters))('of the kind %s', async (_, character) => {
      const value = (length: number) => start + character.repeat(length - start.length - end.length) + end
      const { values } = post([[field, value(max)]])
      expect(Array.from(values?.[field] ?? '')).toHaveLength(max)
      expect(await refusal(values)).toBeUndefined()

      const words = `${called} must be ${max.toLocaleString('en')} characters or fewer`
      expect(post([[field, value(max + 1)]]).errors).toEqual({ [field]: [words] })
      expect(await refusal({ [field]: value(max + 1).normalize('NFC') })).toBe(constraint)
    })
  },
)

test.each<[string, Entries, NewUserPart, string]>([
  ['no name', [['name', '']], { name: '' }, 'users_name_length'],
  ['an e-mail of two characters', [['email', 'a@']], { email: 'a@' }, 'users_email_length'],
  ['a status of its own', [['status', 'boss']], { status: 'boss' as 'active' }, 'users_status_known'],
  ['eleven links', links(11), { links: JSON.stringify(Array(11).fill({})) }, 'users_links_length'],
  ['links that are no list', [['links', 'x']], { links: '{}' }, 'users_links_length'],
])('form and table both refuse %s', async (_, entries, columns, constraint) => {
  expect(post(entries).values).toBeUndefined()
  expect(await refusal(columns)).toBe(constraint)
})

test.each<[string, Entries]>([
  ['an e-mail of three characters', [['email', 'a@b']]],
  ['ten links of the greatest length', links(10)],
  ['a user who is inactive', [['status', 'inactive']]],
  ['a phone number that is longer than E.164 allows', [['phone', '+49 180 0000 0000 0000']]],
])('form and table both accept %s', async (_, entries) => {
  const { values, errors } = post(entries)
  expect(errors).toEqual({})
  expect(await refusal(values)).toBeUndefined()
})

/** The form about Alice with other entries in it. */
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

/** The constraint that keeps a user out of the table; undefined when none does. Nothing is kept. */
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
  return { ...alice(), phoneE164: '', links: '[]' }
}
