import type { Executor } from '../database.ts'
import { keepPlan } from '../kept-plans.ts'
import { readSettings, type Settings, settingsIn } from '../settings/settings.ts'
import { type FoundSession, type SignedIn, sessionsWith, signedInBy } from './sessions.ts'

/** What decides how a page looks for somebody: the settings, and who is signed in. */
export type Visit = { settings: Settings; signedIn?: SignedIn | undefined }

/** One statement, because every page waits for it. @param token - of the session, if the browser has one */
export async function readVisit(db: Executor, token: string | undefined): Promise<Visit> {
  if (!token) return { settings: await readSettings(db) }
  const statement = settingsIn(db)
    .leftJoin(sessionsWith(db, token).as('found'), (join) => join.onTrue())
    .selectAll('found')
    .compile()
  const { rows } = await db.executeQuery(keepPlan(statement))
  const [row] = rows
  if (!row) throw new Error('the table directory has no row')
  const { id, session, name, email, role, userId, userName, byProxy, isUsedLongAgo, ...settings } = row
  const found = { id, session, name, email, role, userId, userName, byProxy, isUsedLongAgo }
  // The columns of a session are all null, or none is that its table does not allow.
  return { settings, signedIn: id === null ? undefined : await signedInBy(db, found as FoundSession) }
}
