import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { StaleVersion } from '../errors.ts'
import type { Actor } from '../policy.ts'
import type { SettingValues } from '../tables.ts'

/** What the operator has decided about the directory, and the number of its latest write. */
export type Settings = SettingValues & { revision: number; settingsVersion: number }

/** Reads the settings. */
export async function readSettings(db: Executor): Promise<Settings> {
  return db
    .selectFrom('directory')
    .select(['publicView', 'organisation', 'corsOrigins', 'revision', 'settingsVersion'])
    .executeTakeFirstOrThrow()
}

/** Opens the public view, unless somebody has decided about it: for what is no directory of real people. */
export async function openPublicView(db: Executor): Promise<void> {
  await db
    .updateTable('directory')
    .set((eb) => ({ publicView: true, revision: eb('revision', '+', 1) }))
    .where('publicView', '=', false)
    .where('settingsVersion', '=', 1)
    .execute()
}

/** Changes settings that are still at `version`. What the JSON answers changes with them, so the revision does. @throws StaleVersion */
export async function changeSettings(
  trx: Trx,
  version: number,
  { publicView, organisation, corsOrigins }: SettingValues,
  actor: Actor,
): Promise<void> {
  const { settingsVersion, ...before } = await trx
    .selectFrom('directory')
    .select(['publicView', 'organisation', 'corsOrigins', 'settingsVersion'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (settingsVersion !== version)
    throw new StaleVersion({ noun: 'settings', id: 1, version: settingsVersion, values: before })
  const after = { publicView, organisation, corsOrigins }
  await trx
    .updateTable('directory')
    .set((eb) => ({ ...after, settingsVersion: version + 1, revision: eb('revision', '+', 1) }))
    .execute()
  await recordAccount(trx, actor, { verb: 'change-settings', accountId: undefined, before, after })
}
