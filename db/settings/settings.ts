import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { StaleVersion } from '../errors.ts'
import { checkCountry } from '../home-country.ts'
import type { Actor } from '../policy.ts'
import type { SettingValues } from '../tables.ts'
import { renumber } from '../users/renumber.ts'
import { checkTimeZone } from './time-zone.ts'

export type Settings = SettingValues & { revision: number; settingsVersion: number }

export async function readSettings(db: Executor): Promise<Settings> {
  return settingsIn(db).executeTakeFirstOrThrow()
}

/** For statements that read more beside the settings. */
export function settingsIn(db: Executor) {
  return db.selectFrom('directory').select([...settingColumns, 'revision', 'settingsVersion'])
}

const settingColumns = [
  'publicView',
  'searchEngines',
  'organisation',
  'corsOrigins',
  'homeCountry',
  'timeZone',
  'ssoAdmits',
  'ssoOnly',
  'adminsNeedSecondFactor',
  'mailedLinks',
  'securityContact',
  'securityPolicy',
] as const

/** For demos and tests, also for pages of other sites. An admin's decision stays. */
export async function openPublicView(db: Executor): Promise<void> {
  await db
    .updateTable('directory')
    .set((eb) => ({ publicView: true, corsOrigins: '*', revision: eb('revision', '+', 1) }))
    .where('publicView', '=', false)
    .where('settingsVersion', '=', 1)
    .execute()
}

/** Raises the revision, because the JSON answers change. @throws StaleVersion, FieldRefused */
export async function changeSettings(
  trx: Trx,
  version: number,
  values: SettingValues,
  actor: Actor,
): Promise<void> {
  const { settingsVersion, ...before } = await trx
    .selectFrom('directory')
    .select([...settingColumns, 'settingsVersion'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (settingsVersion !== version)
    throw new StaleVersion({ noun: 'settings', id: 1, version: settingsVersion, values: before })
  checkCountry(values.homeCountry)
  checkTimeZone(values.timeZone)
  const after = Object.fromEntries(settingColumns.map((name) => [name, values[name]])) as SettingValues
  const { revision } = await trx
    .updateTable('directory')
    .set((eb) => ({ ...after, settingsVersion: version + 1, revision: eb('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow()
  await recordAccount(trx, actor, { verb: 'change-settings', accountId: undefined, before, after })
  if (values.homeCountry !== before.homeCountry) await renumber(trx, { revision, actor })
}
