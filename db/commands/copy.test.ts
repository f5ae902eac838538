import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAccount } from '../accounts/edit.ts'
import { createToken } from '../accounts/tokens.ts'
import { type Executor, open, transaction } from '../database.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import { openEmbedded } from '../store/open.ts'
import { createTeam } from '../teams/edit.ts'
import { listTeams } from '../teams/find.ts'
import { grace } from '../testing/database.ts'
import { create, createMany, trash } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'
import { copy } from './copy.ts'
import { migrate } from './migrate.ts'

test('a copy holds the same users, history and revision, and goes on with ids never given', {
  timeout: 300_000,
}, async () => {
  const [one, other] = await Promise.all([store(), store()])
  const from = open(one.url)
  const to = open(other.url)
  try {
    await migrate(one.url)
    await transaction(from, async (trx) => {
      const teams = [
        await createTeam(trx, { name: 'Navy' }, grace),
        await createTeam(trx, { name: 'Yale' }, grace),
      ]
      await createMany(
        trx,
        [1, 2, 3, 4].map((n) => ({ ...samplePerson(n), teams: teams.slice(n % 3).map(({ id }) => id) })),
        grace,
      )
      const trashed = await trash(trx, { id: 4, version: 1 }, grace)
      await eraseUser(trx, trashed, trashed.name, grace)
      await createAccount(
        trx,
        { email: 'ada@example.org', role: 'admin', userEmail: samplePerson(1).email },
        grace,
      )
    })
    const passkey = { browser: 'Firefox', credential: 'a name', publicKey: Buffer.from([0, 255]) }
    await from
      .insertInto('passkeys')
      .values({ ...passkey, accountId: 1, counter: 7, transports: ['usb'] })
      .execute()
    await transaction(from, (trx) => createToken(trx, { name: 'Web site', contact: false, days: 1 }, grace))
    expect(await copy(one.url, other.url)).toBe(3)
    expect(await everything(to)).toEqual(await everything(from))
    expect(await listTeams(to)).toMatchObject([
      { name: 'Navy', members: 1 },
      { name: 'Yale', members: 2 },
    ])
    expect(await listTeams(to)).toEqual(await listTeams(from))
    const next = await transaction(to, (trx) => create(trx, samplePerson(5), grace))
    expect(next.id).toBe(5)
    await expect(copy(one.url, other.url)).rejects.toThrow('holds people, accounts or teams already')
  } finally {
    await Promise.all([from.destroy(), to.destroy()])
    await Promise.all([one.close(), other.close()])
  }
})

async function store() {
  return openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-copy-')), { scratch: true })
}

async function everything(db: Executor) {
  const tables = ['users', 'accounts', 'tokens', 'events', 'directory'] as const
  return Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))
}
