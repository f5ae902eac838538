import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { accountState, recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { FieldRefused } from '../errors.ts'
import { checkCountry } from '../home-country.ts'
import { log } from '../log.ts'
import { digestOf } from '../secrets.ts'
import { checkTimeZone } from '../settings/time-zone.ts'
import type { Account, SettingValues } from '../tables.ts'
import { renumber } from '../users/renumber.ts'
import { isSetUp } from './find.ts'

// Without letters and digits that look like others.
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

export const expiredSetupCode = sql<boolean>`expires_at <= now()`

/** Does nothing when there is an account, or a code that is still valid. */
export async function offerSetupCode(db: Executor): Promise<void> {
  if (await isSetUp(db)) return
  const good = await goodCodes(db).select('codeHash').limit(1).executeTakeFirst()
  if (!good) await printSetupCode(db)
}

/** Valid for one hour. Does nothing when there is an account. Codes of other processes stay valid. */
export async function printSetupCode(db: Executor): Promise<void> {
  if (await isSetUp(db)) return
  const code = [newPart(), newPart()].join('-')
  await db
    .insertInto('setupCodes')
    .values({ codeHash: digestOf(code), expiresAt: sql<Date>`now() + interval '1 hour'` })
    .execute()
  log.warn(`Open /setup and enter this code within an hour: ${code}`)
}

/** @throws FieldRefused when there is an account, or the code is wrong or has expired */
export async function checkSetupCode(db: Executor, code: string): Promise<void> {
  if (await isSetUp(db)) throw new FieldRefused('code', 'Sign in instead: somebody else has set Rollcall up')
  const codeHash = digestOf(
    code
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '')
      .replace(/^(.{5})/, '$1-'),
  )
  const found = await goodCodes(db).select('codeHash').where('codeHash', '=', codeHash).executeTakeFirst()
  if (!found) throw new FieldRefused('code', 'Enter the latest code from the log of the server')
}

type FirstAdmin = { email: string; hash: string }
type FirstSettings = Pick<SettingValues, 'organisation' | 'publicView' | 'homeCountry' | 'timeZone'>

/** Only one of several requests at the same time succeeds. Deletes all codes. @throws as `checkSetupCode` */
export async function setUp(
  trx: Trx,
  code: string,
  { email, hash }: FirstAdmin,
  settings: FirstSettings,
): Promise<Account> {
  checkCountry(settings.homeCountry)
  checkTimeZone(settings.timeZone)
  // Locks the row, so that one runs at a time. Raises the revision, because the answers of the API change.
  const { revision } = await trx
    .updateTable('directory')
    .set((eb) => ({
      ...settings,
      settingsVersion: eb('settingsVersion', '+', 1),
      revision: eb('revision', '+', 1),
    }))
    .returning('revision')
    .executeTakeFirstOrThrow()
  await checkSetupCode(trx, code)
  const account = await trx
    .insertInto('accounts')
    .values({ email, role: 'admin', password: hash })
    .returningAll()
    .executeTakeFirstOrThrow()
  await trx.deleteFrom('setupCodes').execute()
  const setter = { id: account.id, name: email, role: account.role }
  await recordAccount(trx, setter, { verb: 'set-up', accountId: account.id, after: accountState(account) })
  // There may be people before there is an account.
  if (settings.homeCountry !== '') await renumber(trx, { revision, actor: setter })
  return account
}

function goodCodes(db: Executor) {
  return db.selectFrom('setupCodes').where(sql<boolean>`not ${expiredSetupCode}`)
}

function newPart(): string {
  return Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
