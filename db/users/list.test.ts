import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { type Cursor, decodeCursor, type Order } from '../paging.ts'
import { type Level, visibleFields } from '../policy.ts'
import type { User } from '../tables.ts'
import { add, alice, bob, db, grace } from '../testing/database.ts'
import { type FieldsOf, fieldNames, fieldOf, type Kind, levels } from '../user-fields.ts'
import { createMany, trash, update } from './edit.ts'
import { filterKey } from './filters.ts'
import { findPublic, userColumns } from './find.ts'
import { list } from './list.ts'
import { idsUpTo } from './matches.ts'
import type { UserValues } from './values.ts'

type Scope = 'public' | 'untrashed'

test.each<Order>(['id', '-updatedAt'])(
  'pages by %s show everybody once, forwards and backwards',
  async (order) => {
    const people = Array.from({ length: 7 }, () => alice())
    await transaction(db, (trx) => createMany(trx, people, grace)) // all with one updated_at
    const emails = people.map(({ email }) => email)
    const added = await db
      .selectFrom('users')
      .select(userColumns)
      .where('email', 'in', emails)
      .orderBy('id')
      .execute()
    const second = added[1] as User
    added[1] = await transaction(db, (trx) => update(trx, second, alice(), grace))

    const inOrder =
      order === 'id' ? added : [added[1], ...added.filter((user) => user !== added[1]).reverse()]
    const { forwards, backwards } = await walk('untrashed', order)
    const ours = new Set(added.map(({ id }) => id))
    expect(forwards.filter(({ id }) => ours.has(id))).toEqual(inOrder)
    expect(backwards.filter(({ id }) => ours.has(id))).toEqual(inOrder)
    expect(new Set(forwards.map(({ id }) => id)).size).toBe(forwards.length)
  },
)

test('the public view leaves out who is inactive, not listed or in the trash', async () => {
  const shown = await add(alice())
  const inactive = await add(bob({ status: 'inactive' }))
  const unlisted = await add(bob({ listed: false }))
  const trashed = await add(bob())
  await transaction(db, (trx) => trash(trx, trashed, grace))

  const ours = [shown, inactive, unlisted, trashed].map(({ id }) => id)
  const seen = async (scope: Scope) => {
    const { forwards } = await walk(scope, 'id')
    return forwards.map(({ id }) => id).filter((id) => ours.includes(id))
  }
  expect(await seen('public')).toEqual([shown.id])
  expect(await seen('untrashed')).toEqual([shown.id, inactive.id, unlisted.id])
  for (const id of ours) expect((await findPublic(db, id))?.id).toBe(id === shown.id ? id : undefined)
})

test('no cursor that is accepted fails in the database', async () => {
  const keys = [
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2020-02-29T12:00Z',
    `2020-01-01T00:00:00.${'1'.repeat(300)}Z`,
  ]
  for (const key of keys) {
    const word = Buffer.from(JSON.stringify(['-updatedAt', 'next', 2_147_483_647, key])).toString('base64url')
    const from = decodeCursor(word, { order: '-updatedAt' })
    if (from) await list(db, { scope: 'untrashed', order: '-updatedAt', from, limit: 1 })
  }
})

/** Follows `next` to the end and then `previous` back to the start. */
async function walk(scope: Scope, order: Order): Promise<{ forwards: User[]; backwards: User[] }> {
  let page = await list(db, { scope, order, limit: 3 })
  expect(page.previous).toBeUndefined()
  const forwards = [...page.rows]
  const from = (cursor: string): Cursor | undefined => decodeCursor(cursor, { order })
  while (page.next) {
    page = await list(db, { scope, order, from: from(page.next), limit: 3 })
    forwards.push(...page.rows)
  }
  const backwards = [...page.rows]
  while (page.previous) {
    page = await list(db, { scope, order, from: from(page.previous), limit: 3 })
    backwards.unshift(...page.rows)
  }
  return { forwards, backwards }
}

test('names that start with the word come first, then the others, on pages both ways', async () => {
  const word = `zeb${Date.now()}`
  const others = [`Anna ${word}`, `Berta ${word}`, `Carla ${word}`]
  const first = [`${word} Xaver`, `${word} Yann`, `${word.toUpperCase()} Zoë`]
  for (const name of [...others, ...first].reverse()) await add(alice({ name }))
  const wanted = [...first, ...others]
  const known = await idsUpTo(db, { scope: 'untrashed', filters: { q: word } }, 10)
  expect(known).toHaveLength(6)
  for (const [limit, among] of [[1], [2], [3], [4], [6], [4, known]] as const) {
    const walk = { scope: 'untrashed', order: 'match', filters: { q: word }, among, limit } as const
    const at = (cursor: string) => decodeCursor(cursor, { order: 'match', filter: filterKey(walk.filters) })
    let page = await list(db, walk)
    const forwards = page.rows.map(({ name }) => name)
    while (page.next) {
      page = await list(db, { ...walk, from: at(page.next) })
      forwards.push(...page.rows.map(({ name }) => name))
    }
    const backwards = page.rows.map(({ name }) => name)
    while (page.previous) {
      page = await list(db, { ...walk, from: at(page.previous) })
      backwards.unshift(...page.rows.map(({ name }) => name))
    }
    expect([limit, forwards]).toEqual([limit, wanted])
    expect([limit, backwards]).toEqual([limit, wanted])
  }
})

test('percent signs and backslashes are searched as they are', async () => {
  const word = `sign${Date.now()}`
  for (const name of [`${word} plain`, `${word} 5％`, `${word} a＼b`]) await add(alice({ name }))
  for (const [sign, names] of [
    ['％', [`${word} 5％`]],
    ['%', [`${word} 5％`]],
    ['＼', [`${word} a＼b`]],
    ['＿', []],
  ] as const)
    expect([sign, await namesFor(`${word} ${sign}`)]).toEqual([sign, names])
})

test('a phone number is found as it is shown, and by those alone who may see it', async () => {
  const last = String(Date.now()).slice(-8)
  const phone = `(020) ${last.slice(0, 4)}-${last.slice(4)}`
  await add(alice({ name: 'Dial', phone }))
  for (const q of [phone, `020-${last}`, last, `${last.slice(0, 4)}/${last.slice(4)}`])
    expect([q, await namesFor(q)]).toEqual([q, ['Dial']])
  expect(await namesFor(phone, 'directory')).toEqual([])
})

/** A value with this word, for each kind that searches look in. */
const searched: { [K in Kind]?: (word: string) => UserValues[FieldsOf<K>] } = {
  line: (word) => word,
  email: (word) => `${word}@example.com`,
  phone: (word) => `+44 ${word}`,
}
const searchedFields = fieldNames.filter((name) => fieldOf(name).kind in searched)

test.each(searchedFields)('%s is searched at the levels that see it, and at no other', async (field) => {
  const { kind } = fieldOf(field)
  const word = kind === 'phone' ? String(Date.now()).slice(-9) : randomUUID()
  const { id } = await add(alice({ [field]: searched[kind]?.(word) }))
  const sees = levels.filter((level) => visibleFields(level).includes(field))
  const found = []
  for (const level of levels) {
    const { rows } = await list(db, {
      scope: 'untrashed',
      order: 'id',
      level,
      filters: { q: word },
      limit: 10,
    })
    if (rows.some((user) => user.id === id)) found.push(level)
  }
  expect(found).toEqual(sees)
})

async function namesFor(q: string, level: Level = 'contact') {
  const { rows } = await list(db, { scope: 'untrashed', order: 'name', level, filters: { q }, limit: 10 })
  return rows.map(({ name }) => name)
}
