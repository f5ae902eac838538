import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import { decodeCursor } from '../paging.ts'
import type { Level } from '../policy.ts'
import { alice, grace, openOwnDatabase } from '../testing/database.ts'
import { recordStatements } from '../testing/statements.ts'
import { byIndex } from './by-index.ts'
import { createMany } from './edit.ts'
import { type Filters, filterKey } from './filters.ts'
import { lettersInUse, locationsInUse } from './in-use.ts'
import { list } from './list.ts'
import { countUpTo, findUpTo, idsUpTo } from './matches.ts'
import { suggestWords } from './suggest.ts'
import type { UserValues } from './values.ts'

let db: Executor
let close: () => Promise<void>

beforeAll(async () => {
  const own = await openOwnDatabase()
  db = own.db
  close = own.close
  await sql`update directory set home_country = 'GB'`.execute(db)
  await addCrowd(10_000)
  await transaction(db, (trx) => createMany(trx, people.map(person), grace))
  await sql`analyze users`.execute(db)
})

afterAll(() => close())

const people: Partial<UserValues>[] = [
  { name: 'Siobhán O’Brien', phone: '020 7946 1000', jobTitle: 'Registrar', about: 'Plays the bagpipes' },
  { name: 'Patrick OBryan', phone: '+44 20 7946 2000', location: 'North tower, room 714' },
  { name: 'Anne-Marie Grünwald', knownAs: 'Mimi', email: 'amg@example.net' },
  { name: 'Annemarie Kuehn', sortName: 'Kuehn, Annemarie' },
  { name: 'Jørgen Aagaard', mobile: '07700 900777' },
  { name: 'Åsa Brøndum', jobTitle: 'Archivist' },
  { name: 'Heiko Weißmann', email: 'h.weissmann@example.net' },
  { name: 'أحمد يوسف' },
  { name: 'דָּוִד כֹּהֵן' },
  { name: 'ひろこ スズキ' },
  { name: '김철수' },
  { name: 'Łucja Żółwińska' },
  { name: 'Nguyễn Thị Hoa' },
  { name: 'Σίσυφος Παπαδόπουλος' },
  { name: 'Samuel Wexford', location: 'Berlin' },
  { name: 'Samson Zellner', email: 'berlin.office@example.net' },
  { name: 'Tom Berlin' },
  { name: 'Berlin Okonkwo' },
  { name: 'Quirin Oberlinger' },
  { name: 'Xaver Vogt', about: 'Moved here from Berlin.' },
  { name: 'Jonna Quast' },
  { name: 'Dr. "Jo" (Joe) Quibell, M.A.' },
]

test.each<[q: string, first: string]>([
  ['siobhan', 'Siobhán O’Brien'],
  ["o'brien", 'Siobhán O’Brien'],
  ['O’Brien', 'Siobhán O’Brien'],
  ['obrien', 'Siobhán O’Brien'],
  ['brien sio', 'Siobhán O’Brien'],
  ["o'bryan", 'Patrick OBryan'],
  ['anne-marie', 'Anne-Marie Grünwald'],
  ['anne marie grun', 'Anne-Marie Grünwald'],
  ['annemarie gruenwald', 'Anne-Marie Grünwald'],
  ['mimi', 'Anne-Marie Grünwald'],
  ['anne-marie kühn', 'Annemarie Kuehn'],
  ['kuhn', 'Annemarie Kuehn'],
  ['joergen', 'Jørgen Aagaard'],
  ['ågaard', 'Jørgen Aagaard'],
  ['agaard', 'Jørgen Aagaard'],
  ['aasa', 'Åsa Brøndum'],
  ['broendum', 'Åsa Brøndum'],
  ['WEISSMANN', 'Heiko Weißmann'],
  ['احمد', 'أحمد يوسف'],
  ['أحـــمد', 'أحمد يوسف'],
  ['דוד', 'דָּוִד כֹּהֵן'],
  ['ﾋﾛｺ', 'ひろこ スズキ'],
  ['すずき', 'ひろこ スズキ'],
  ['철수', '김철수'],
  ['zolwinska', 'Łucja Żółwińska'],
  ['nguyen hoa', 'Nguyễn Thị Hoa'],
  ['παπαδοπουλοσ', 'Σίσυφος Παπαδόπουλος'],
  ['Ｓａｍｕｅｌ', 'Samuel Wexford'],
  ['sam berlin', 'Samson Zellner'],
  ['berlin, tom', 'Tom Berlin'],
  ['"berlin"', 'Berlin Okonkwo'],
  ['jo quibell', 'Dr. "Jo" (Joe) Quibell, M.A.'],
  ['Quibell, Dr.', 'Dr. "Jo" (Joe) Quibell, M.A.'],
  ['Anne-Marie Grünwald <amg@example.net>', 'Anne-Marie Grünwald'],
  ['"Annie G." <amg@example.net>', 'Anne-Marie Grünwald'],
  ['h.weissmann@example.net;', 'Heiko Weißmann'],
  ['archivist', 'Åsa Brøndum'],
  ['bagpipes', 'Siobhán O’Brien'],
  ['020 7946 1000', 'Siobhán O’Brien'],
  ['+44 20 7946 1000', 'Siobhán O’Brien'],
  ['0044 (20) 7946-1000', 'Siobhán O’Brien'],
  ['+44 (0)20 7946 1000', 'Siobhán O’Brien'],
  ['02079461000', 'Siobhán O’Brien'],
  ['7946 1000', 'Siobhán O’Brien'],
  ['020 7946 2000', 'Patrick OBryan'],
  ['02079462000 patrick', 'Patrick OBryan'],
  ['7946 2000', 'Patrick OBryan'],
  ['north 714', 'Patrick OBryan'],
  ['+44 7700 900777', 'Jørgen Aagaard'],
])('among 10,000 people, %s finds %s first', async (q, first) => {
  const { rows } = await list(db, {
    scope: 'untrashed',
    order: 'match',
    level: 'contact',
    filters: { q },
    limit: 3,
  })
  expect(rows[0]?.name).toBe(first)
})

const berlin = [
  'Berlin Okonkwo',
  'Tom Berlin',
  'Quirin Oberlinger',
  'Samson Zellner',
  'Samuel Wexford',
  'Xaver Vogt',
]
const ofLevels: [Level, string[]][] = [
  ['contact', berlin],
  ['directory', berlin.filter((name) => name !== 'Samson Zellner')],
  ['public', berlin.filter((name) => name !== 'Samson Zellner' && name !== 'Samuel Wexford')],
]

test.each(ofLevels)('at the level %s names come first, and about last', async (level, wanted) => {
  for (const limit of [1, 2, 10]) expect(await namesBothWays('berlin', { level, limit })).toEqual(wanted)
})

test('matches that are too many to sort together are walked rank by rank, both ways', async () => {
  for (const q of ['berg', 'nord']) {
    const inOrder = await namesBothWays(q, { level: 'contact', limit: 400, among: false })
    const matches = await idsUpTo(db, { scope: 'untrashed', level: 'contact', filters: { q } }, 10_000)
    expect(matches.length).toBeGreaterThan(1_000)
    expect(inOrder).toHaveLength(matches.length)
    expect(inOrder).toEqual(await namesBothWays(q, { level: 'contact', limit: 400, among: true }))
  }
})

test('a count beyond its limit is told by indexes where a word starts names, surnames or titles', async () => {
  const recorded = recordStatements(db)
  const told = async (filters: Filters, level: Level = 'contact') => {
    recorded.statements.length = 0
    const matches = { scope: 'untrashed', level, filters } as const
    const { count } = await findUpTo(recorded.db, matches, 1_201)
    expect(count, filters.q).toBe(await countUpTo(db, matches, 1_201))
    return { count, readPeople: recorded.statements.some(({ sql }) => sql.includes('array_agg')) }
  }
  for (const q of ['ida', 'Berg', ' nurse ', 'nordic'])
    expect(await told({ q, status: 'active' }), q).toEqual({ count: 1_201, readPeople: false })
  for (const filters of [
    { q: 'ida', status: 'inactive' },
    { q: 'ida', location: ['Nordby'] },
    { q: 'ida berg' },
    { q: 'erg' },
    { q: 'nordkapp' },
  ] as const)
    expect((await told(filters)).readPeople, filters.q).toBe(true)
  // By their surnames people are not told to strangers.
  expect((await told({ q: 'berg' }, 'public')).readPeople).toBe(true)
})

test('a search for common words and a common location counts those alone who have all of them', async () => {
  const recorded = recordStatements(db)
  await sql`
    insert into users (name, job_title, location) values ('Petra Haug', 'Nursing in Sandvik', 'Sandhamn')`.execute(
    db,
  )
  for (const filters of [
    { q: 'petra haug nurse' },
    { q: 'nurse sandvik petra', status: 'active' },
    { q: 'petra haug', location: ['Sandvik'] },
    { q: 'petra haug sandvik', location: ['Sandvik', 'Nordby'] },
  ] as const) {
    recorded.statements.length = 0
    const matches = { scope: 'untrashed', level: 'contact', filters } as const
    const { ids = [] } = await findUpTo(recorded.db, matches, 10_000)
    expect(ids.length).toBeGreaterThan(10)
    expect(ids.toSorted()).toEqual((await idsUpTo(db, matches, 10_000)).toSorted())
    const starts = recorded.statements.at(-1)?.parameters.filter((each) => each === 4 || each === 'Sand')
    expect(starts?.length, filters.q).toBeGreaterThan(0)
  }
  await db.deleteFrom('users').where('location', '=', 'Sandhamn').execute()
})

test('joe finds joergen, and not jo', async () => {
  const matches = { scope: 'untrashed', order: 'match', level: 'contact' } as const
  const { rows } = await list(db, { ...matches, filters: { q: 'joe' }, limit: 10 })
  expect(rows.map(({ name }) => name)).toEqual(['Dr. "Jo" (Joe) Quibell, M.A.', 'Jørgen Aagaard'])
})

test('nothing that a list page reads is read from end to end', async () => {
  const recorded = recordStatements(db)
  const level = 'contact'
  await byIndex(recorded.db, async (trx) => {
    for (const filters of [
      {},
      { status: 'active' },
      { status: 'inactive' },
      { location: ['Nordby'], status: 'active' },
      { location: ['Nordby', 'Sandvik'] },
      { team: [1], status: 'active' },
      { q: 'berg' },
      { q: 'crowd' },
      { q: 'nord ida' },
      { q: 'petra berg sandvik', status: 'active' },
      { q: 'qzxqzx' },
      { q: 'an' },
      { q: '+47 22 100005' },
    ] as const) {
      const matches = { scope: 'untrashed', level, filters } as const
      for (const order of ['name', '-surname', 'jobTitle', '-updatedAt'] as const)
        await list(trx, { ...matches, order, limit: 25 })
      if ('q' in filters) await list(trx, { ...matches, order: 'match', limit: 25 })
      await findUpTo(trx, matches, 10_000)
      await countUpTo(trx, matches, 10_000)
    }
    await suggestWords(trx, { scope: 'untrashed', level, filters: { q: 'samule wexfrod' } })
    await locationsInUse(trx)
    await lettersInUse(trx, { scope: 'untrashed', by: 'surname' })
  })
  expect(recorded.statements.length).toBeGreaterThan(80)
  await byIndex(db, async (trx) => {
    for (const statement of recorded.statements) {
      const explained = { ...statement, sql: `explain ${statement.sql}` }
      const { rows } = await trx.executeQuery<Record<string, string>>(explained)
      const plan = rows.flatMap((row) => Object.values(row)).join('\n')
      expect(plan, statement.sql).not.toMatch(/Seq Scan on (users|name_words)/)
    }
  })
})

test('words beside names are searched in the text that has an index, also where they are read rank by rank', async () => {
  const recorded = recordStatements(db)
  const filters = { q: 'haug sandvik' }
  await list(recorded.db, { scope: 'untrashed', level: 'contact', order: 'match', filters, limit: 25 })
  const ofTheFirstLine = recorded.statements.filter(({ sql }) => sql.includes('split_part'))
  expect(ofTheFirstLine).not.toHaveLength(0)
  for (const { sql } of ofTheFirstLine) expect(sql).toContain('"contact_text" like')
})

type Walking = { level: Level; limit: number; among?: boolean }

/** The names on all pages, after a check that the pages backwards have the same. */
async function namesBothWays(q: string, { level, limit, among = false }: Walking): Promise<string[]> {
  const filters = { q }
  const ids = among ? await idsUpTo(db, { scope: 'untrashed', filters, level }, 100_000) : undefined
  const walk = { scope: 'untrashed', order: 'match', filters, level, limit, among: ids } as const
  const at = (cursor: string) => decodeCursor(cursor, { order: 'match', filter: filterKey(filters) })
  let page = await list(db, walk)
  const forwards = [...page.rows]
  while (page.next) {
    page = await list(db, { ...walk, from: at(page.next) })
    forwards.push(...page.rows)
  }
  const backwards = [...page.rows]
  while (page.previous) {
    page = await list(db, { ...walk, from: at(page.previous) })
    backwards.unshift(...page.rows)
  }
  expect(backwards.map(({ id }) => id)).toEqual(forwards.map(({ id }) => id))
  return forwards.map(({ name }) => name)
}

function person(values: Partial<UserValues>, index: number): UserValues {
  const blank = { knownAs: '', phone: '', mobile: '', jobTitle: '', location: '', about: '', links: [] }
  return alice({ ...blank, email: `special${index}@example.org`, ...values })
}

/** Every fourth works in Nordby, and every fifth is a Berg. */
async function addCrowd(count: number): Promise<void> {
  // No statement may take longer than a slow machine needs for a part of them.
  for (let from = 1; from <= count; from += 500) await addSome(from, from + 499)
}

async function addSome(from: number, to: number): Promise<void> {
  await sql`
    insert into users (name, email, phone, phone_e164, job_title, location, about)
    select
      (array['Ida', 'Olav', 'Petra', 'Rune', 'Tuva', 'Viggo', 'Yngve'])[n % 7 + 1] || ' '
        || (array['Berg', 'Dahl', 'Haug', 'Lund', 'Moen'])[n % 5 + 1],
      'crowd' || n || case when n % 3 = 0 then '@berg.example' else '@example.com' end,
      '+47 22 ' || 100000 + n, '+4722' || 100000 + n,
      (array['Nurse', 'Nordic walking coach', 'Porter'])[n % 3 + 1],
      (array['Nordby', 'Sandvik', 'Bergen', ''])[n % 4 + 1],
      case when n % 11 = 0 then 'Likes the north: Nordkapp' else '' end
    from generate_series(${from}::integer, ${to}::integer) n`.execute(db)
}
