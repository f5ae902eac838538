import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { StaleVersion } from '../errors.ts'
import type { Actor } from '../policy.ts'
import type { SettingValues } from '../tables.ts'

export type Settings = SettingValues & { revision: number; settingsVersion: number }

export async function readSettings(db: Executor): Promise<Settings> {
  return db
    .selectFrom('directory')
    .select(['publicView', 'organisation', 'corsOrigins', 'revision', 'settingsVersion'])
    .executeTakeFirstOrThrow()
}

/** For demos and tests. An admin's decision stays. */
export async function openPublicView(db: Executor): Promise<void> {
  await db
    .updateTable('directory')
    .set((eb) => ({ publicView: true, revision: eb('revision', '+', 1) }))
    .where('publicView', '=', false)
    .where('settingsVersion', '=', 1)
    .execute()
}

/** Raises the revision, because the JSON answers change. @throws StaleVersion */
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
