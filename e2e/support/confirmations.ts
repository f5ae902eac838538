import type { Executor } from '#db/database.ts'

const quarterMs = 15 * 60_000

/** As if the owner of the account had proved who they are more than 15 minutes ago. */
export async function outdate(db: Executor, accountId: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ confirmedAt: new Date(Date.now() - quarterMs - 1000) })
    .where('accountId', '=', accountId)
    .execute()
}
