import { createAccount } from '../accounts/edit.ts'
import { remember } from '../accounts/known-browsers.ts'
import { createToken } from '../accounts/tokens.ts'
import { type Executor, transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import { changeSettings, readSettings } from '../settings/settings.ts'
import { createTeam } from '../teams/edit.ts'
import { createMany, trash } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'

/** Fills a new database: the persons 1 to `people`, of whom the last is erased, with something in each table. */
export async function fillDirectory(db: Executor, people: number, actor: Actor): Promise<void> {
  await transaction(db, async (trx) => {
    const teams = [
      await createTeam(trx, { name: 'Navy "Sea"\n' }, actor),
      await createTeam(trx, { name: 'Yale' }, actor),
    ]
    const list = Array.from({ length: people }, (_, n) => ({
      ...samplePerson(n + 1),
      about: `Zoë\u2028${'long '.repeat(n)}\n\t\\ 'quoted'`,
      teams: teams.slice((n + 1) % 3).map(({ id }) => id),
    }))
    await createMany(trx, list, actor)
    const trashed = await trash(trx, { id: people, version: 1 }, actor)
    await eraseUser(trx, trashed, trashed.name, actor)
    await trash(trx, { id: people - 1, version: 1 }, actor)
    const person = { role: 'admin', userEmail: samplePerson(1).email } as const
    const account = await createAccount(trx, { ...person, email: 'ada@example.org' }, actor)
    await remember(trx, account.id, undefined)
    await createToken(trx, { name: 'Web site', contact: false, days: 1 }, actor)
    const { revision: _, settingsVersion, ...settings } = await readSettings(trx)
    await changeSettings(trx, settingsVersion, { ...settings, organisation: 'Bletchley' }, actor)
    const passkey = { browser: 'Firefox', credential: 'a name', publicKey: Buffer.from([0, 255]) }
    await trx
      .insertInto('passkeys')
      .values({ ...passkey, accountId: account.id, counter: 7, transports: ['usb'] })
      .execute()
    await trx
      .insertInto('identities')
      .values({ accountId: account.id, issuer: 'https://login.example.org', subject: '7' })
      .execute()
    await trx
      .insertInto('rememberedColumns')
      .values({ headHash: 'a hash', choices: JSON.stringify({ columns: ['name'] }), usedAt: new Date() })
      .execute()
  })
}
