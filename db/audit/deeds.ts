import { sql } from 'kysely'
import type { Trx } from '../database.ts'

/** Says from which file a write was imported. */
export async function nameFile(trx: Trx, revision: number, fileName: string): Promise<void> {
  await trx.updateTable('deeds').set({ fileName }).where('revision', '=', revision).execute()
}

/** The name of a file may be that of a person in it. */
export async function forgetFileNames(trx: Trx, userId: number): Promise<void> {
  await sql`
    update deeds set file_name = ''
    where file_name <> '' and revision in (select revision from events where user_id = ${userId})`.execute(
    trx,
  )
}
