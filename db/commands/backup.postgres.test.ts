import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Executor, open, transaction } from '../database.ts'
import { backUpTo, emptyEmbedded, emptyServer, newFolder, restoreFrom } from '../testing/backups.ts'
import { grace } from '../testing/database.ts'
import { fillDirectory } from '../testing/directory.ts'
import { everything } from '../testing/everything.ts'
import { createMany, update } from '../users/edit.ts'
import { findAnywhere } from '../users/find.ts'
import { samplePerson } from '../users/samples.ts'
import { snapshot } from '../users/snapshot.ts'
import { migrate } from './migrate.ts'

const people = 40

test.each([
  ['a server', 'another server', emptyServer, emptyServer],
  ['a server', 'an embedded store', emptyServer, emptyEmbedded],
  ['an embedded store', 'a server', emptyEmbedded, emptyServer],
])('a backup of %s in use is of one moment on %s', async (_from, _to, openFrom, openTo) => {
  const url = await openFrom()
  await migrate(url)
  const db = open(url)
  await fillDirectory(db, people, grace)
  const writers = startWriters(db)
  await writers.written(3)
  const path = join(await newFolder(), 'backup')
  const { head } = await backUpTo(path, url)
  await writers.written(3)
  await writers.stop()

  const target = open(await openTo().then(async (to) => restoreFrom(path, to).then(() => to)))
  const revision = Number(head.revision)
  expect(await eventsUpTo(target, Number.MAX_SAFE_INTEGER)).toEqual(await eventsUpTo(db, revision))
  const users = await target.selectFrom('users').select('id').execute()
  for (const { id } of users) {
    const user = await findAnywhere(target, id)
    const last = await target
      .selectFrom('events')
      .select(['after', 'version'])
      .where('userId', '=', id)
      .orderBy('version', 'desc')
      .executeTakeFirst()
    expect(last).toEqual({ after: user && snapshot(user), version: user?.version })
  }
  const rows = await everything(target)
  expect(rows.directory).toMatchObject([{ revision }])
  expect((await everything(db)).directory).not.toMatchObject([{ revision }])

  // With nobody writing, all of it is the same.
  const quiet = join(await newFolder(), 'backup')
  await backUpTo(quiet, url)
  const again = open(await openTo().then(async (to) => restoreFrom(quiet, to).then(() => to)))
  expect(await everything(again)).toEqual(await everything(db))
  await Promise.all([db, target, again].map((each) => each.destroy()))
})

/** Add people and change others until they are stopped. */
function startWriters(db: Executor) {
  let isOver = false
  let writes = 0
  const add = async () => {
    for (let n = people + 1; !isOver; n += 3, writes++)
      await transaction(db, (trx) =>
        createMany(
          trx,
          [0, 1, 2].map((more) => samplePerson(n + more)),
          grace,
        ),
      )
  }
  const change = async () => {
    for (let version = 1; !isOver; version++, writes++)
      await transaction(db, (trx) =>
        update(trx, { id: 2, version }, { ...samplePerson(2), jobTitle: `Number ${version}` }, grace),
      )
  }
  const all = Promise.all([add(), change()])
  return {
    /** Resolves after so many more writes. */
    written: async (count: number) => {
      for (const wanted = writes + count; writes < wanted; )
        await Promise.race([all, new Promise(setImmediate)])
    },
    stop: async () => {
      isOver = true
      await all
    },
  }
}

async function eventsUpTo(db: Executor, revision: number) {
  return db
    .selectFrom('events')
    .selectAll()
    .where((eb) => eb.or([eb('revision', 'is', null), eb('revision', '<=', revision)]))
    .orderBy('id')
    .execute()
}
