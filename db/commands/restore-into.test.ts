import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { recordAccount } from '../audit/account-events.ts'
import { addToList, readList } from '../backup/erased.ts'
import type { Batch } from '../backup/head.ts'
import { withSnapshot } from '../backup/snapshot.ts'
import { type Executor, open, transaction } from '../database.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import { backUpTo, emptyEmbedded, newFolder, restoreFrom } from '../testing/backups.ts'
import { grace, openOwnDatabase } from '../testing/database.ts'
import { fillDirectory } from '../testing/directory.ts'
import { everything, tablesOf } from '../testing/everything.ts'
import { create, trash } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'
import { migrate } from './migrate.ts'
import { applyMigrations } from './migrations.ts'
import { restoreInto } from './restore-into.ts'

const people = 6

describe('a restored directory', () => {
  test('has every row, id and word of the one that was backed up, and goes on with the next id', async () => {
    const { db, url, close } = await openOwnDatabase()
    await fillDirectory(db, people, grace)
    const path = join(await newFolder(), 'backup')
    const { head } = await backUpTo(path, url)
    const target = await emptyEmbedded()
    await restoreFrom(path, target)
    await using(target, async (restored) => {
      const rows = await everything(restored)
      expect(rows).toEqual(await everything(db))
      for (const { name } of head.tables) expect(rows[name], name).not.toEqual([])
      expect(rows.name_words).not.toEqual([])
      const next = await transaction(restored, (trx) => create(trx, samplePerson(50), grace))
      expect(next.id).toBe(people + 1)
    })
    await close()
  })

  test('of an older Rollcall gets the tables of this one', async () => {
    const source = await emptyEmbedded()
    await withPlain(source, (db) =>
      db.transaction().execute(async (trx) => {
        await applyMigrations(trx, { upTo: '0012-larger-imports' })
        await sql`insert into teams (name) values ('Navy')`.execute(trx)
        await sql`insert into users (name, email, teams) values ('Zoë Müller', 'z@example.org', '{1}')`.execute(
          trx,
        )
        await sql`insert into accounts (email, role, user_id) values ('z@example.org', 'admin', 1)`.execute(
          trx,
        )
        await sql`insert into events (actor, verb, user_id, version, revision)
          values ('Grace', 'create', 1, 1, 1)`.execute(trx)
        await sql`update directory set revision = 1, organisation = 'Bletchley'`.execute(trx)
      }),
    )
    const path = join(await newFolder(), 'backup')
    const { head } = await backUpTo(path, source)
    expect(head.schema).toBe('0012-larger-imports')
    const { db, url, close } = await openOwnDatabase()
    await restoreFrom(path, url)
    await migrate(source)
    await using(source, async (migrated) => expect(await everything(db)).toEqual(await everything(migrated)))
    expect(await everything(db)).toMatchObject({ users: [{ name: 'Zoë Müller' }], deeds: [{ people: 1 }] })
    await close()
  })
})

describe('a database', () => {
  test('that holds people is not restored into', async () => {
    const { db, url, close } = await openOwnDatabase()
    await fillDirectory(db, people, grace)
    const before = await everything(db)
    await expect(withSnapshot(url, (snapshot) => withSnapshotInto(snapshot))).rejects.toThrow('holds people')
    expect(await everything(db)).toEqual(before)
    await close()

    async function withSnapshotInto(snapshot: Parameters<typeof restoreInto>[1]) {
      const other = await openOwnDatabase()
      await transaction(other.db, (trx) => create(trx, samplePerson(1), grace))
      return restoreInto(other.url, snapshot).finally(other.close)
    }
  })

  test('stays as empty as it was when restoring fails', async () => {
    const source = await openOwnDatabase()
    await fillDirectory(source.db, people, grace)
    const { db, url, close } = await openOwnDatabase()
    // An event of nobody, for which the tables are made again.
    await recordAccount(db, grace, { verb: 'refuse-sign-in', accountId: undefined })
    const before = await everything(db)
    const failed = withSnapshot(source.url, ({ head, batches }) =>
      restoreInto(url, { head, batches: failingAt('deeds', batches) }),
    )
    await expect(failed).rejects.toThrow('the disk is gone')
    expect(await everything(db)).toEqual(before)
    await withSnapshot(source.url, (snapshot) => restoreInto(url, snapshot))
    expect(await everything(db)).toEqual(await everything(source.db))
    await Promise.all([close(), source.close()])
  })

  test('does not take a backup of a newer Rollcall', async () => {
    const source = await openOwnDatabase()
    await sql`insert into kysely_migration values ('9999-tomorrow', '2999-01-01T00:00:00Z')`.execute(
      source.db,
    )
    const target = await emptyEmbedded()
    await expect(withSnapshot(source.url, (snapshot) => restoreInto(target, snapshot))).rejects.toThrow(
      /newer Rollcall.*9999-tomorrow/,
    )
    await using(target, async (db) => expect(await tablesOf(db)).toEqual([]))
    await source.close()
  })
})

describe('somebody who was erased after the backup', () => {
  test('does not come back, nor does their account, and their id is not given again', async () => {
    const { db, url, close } = await openOwnDatabase()
    await fillDirectory(db, people, grace)
    const folder = await newFolder()
    const [path, list] = [join(folder, 'backup'), join(folder, 'erased.json')]
    const { erased } = await backUpTo(path, url)
    await addToList(list, erased)
    await transaction(db, async (trx) => {
      await create(trx, samplePerson(60), grace)
      for (const id of [1, people + 1]) {
        const trashed = await trash(trx, { id, version: 1 }, grace)
        if (id === 1) await trx.updateTable('accounts').set({ role: 'viewer' }).execute()
        await eraseUser(trx, trashed, trashed.name, grace)
      }
    })
    const latest = await withSnapshot(url, (snapshot) => addToList(list, snapshot.erased))
    expect(latest.people.map(({ id }) => id)).toEqual([1, people, people + 1])
    const { directory } = latest
    const target = await emptyEmbedded()
    expect(await restoreFrom(path, target, await readList(list, directory))).toEqual({
      people: 1,
      accounts: 1,
    })
    await using(target, async (restored) => {
      const words = JSON.stringify(await everything(restored))
      expect(words).not.toContain(samplePerson(1).name)
      expect(words).not.toContain('ada@example.org')
      expect(words).toContain(samplePerson(2).name)
      const events = restored.selectFrom('events').select(['verb', 'before', 'after', 'origin'])
      expect(await events.where('userId', '=', 1).orderBy('id').execute()).toEqual([
        { verb: 'create', before: null, after: null, origin: 'form' },
        { verb: 'erase', before: null, after: null, origin: 'command' },
      ])
      const next = await transaction(restored, (trx) => create(trx, samplePerson(61), grace))
      expect(next.id).toBe(people + 2)
    })
    await close()
  })

  test('is not taken for somebody newer with the same id', async () => {
    const { db, url, close } = await openOwnDatabase()
    await fillDirectory(db, people, grace)
    const path = join(await newFolder(), 'backup')
    const { erased } = await backUpTo(path, url)
    const target = await emptyEmbedded()
    const before = { ...erased, people: [{ id: 1, at: '2020-01-01T00:00:00Z' }] }
    expect(await restoreFrom(path, target, before)).toEqual({ people: 0, accounts: 0 })
    await close()
  })
})

describe('the list of erased people', () => {
  const erased = { directory: 'one', people: [{ id: 1, at: '2026-01-01T00:00:00+00:00' }], accounts: [] }

  test('keeps those whose events are cleared', async () => {
    const list = join(await newFolder(), 'erased.json')
    await addToList(list, erased)
    await addToList(list, { ...erased, people: [{ id: 2, at: '2026-02-01T00:00:00+00:00' }] })
    expect((await readList(list, 'one'))?.people.map(({ id }) => id)).toEqual([1, 2])
  })

  test('is refused when it is damaged, or of another directory', async () => {
    const list = join(await newFolder(), 'erased.json')
    await addToList(list, erased)
    await expect(addToList(list, { ...erased, directory: 'two' })).rejects.toThrow('another directory')
    await expect(readList(list, 'two')).rejects.toThrow('another directory')
    await writeFile(list, (await readFile(list, 'utf8')).replace('"id":1', '"id":2'))
    await expect(readList(list, 'one')).rejects.toThrow('is damaged')
    expect(await readList(`${list}.other`, 'one')).toBeUndefined()
  })
})

async function* failingAt(table: string, batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    if (batch.table === table) throw new Error('the disk is gone')
    yield batch
  }
}

async function using<T>(url: string, work: (db: Executor) => Promise<T>): Promise<T> {
  const db = open(url)
  return work(db).finally(() => db.destroy())
}

async function withPlain<T>(url: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return work(db).finally(() => db.destroy())
}
