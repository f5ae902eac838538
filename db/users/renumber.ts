import { sql } from 'kysely'
import type { Write } from '../audit/events.ts'
import type { Trx } from '../database.ts'
import type { User } from '../tables.ts'
import { fieldNames, fieldOf } from '../user-fields.ts'
import { userColumns } from './find.ts'
import { inSql } from './kinds.ts'
import { batch, saveUsers } from './save.ts'

/** After a change of the home country: saves the people whose E.164 numbers follow from it, also those in the trash. */
export async function renumber(trx: Trx, write: Omit<Write, 'verb' | 'origin'>): Promise<void> {
  for await (const people of peopleWithNumbers(trx))
    await saveUsers(
      trx,
      people.map((before) => ({ before, values: before })),
      { ...write, verb: 'update', origin: 'form' },
    )
}

const phones = fieldNames.filter((name) => fieldOf(name).kind === 'phone')
const hasNumber = sql.raw(phones.map((name) => `${inSql(name)} <> ''`).join(' or '))

/** In batches, to keep each statement short. */
async function* peopleWithNumbers(trx: Trx): AsyncGenerator<User[]> {
  for (let last = 0; ; ) {
    const some: User[] = await trx
      .selectFrom('users')
      .select(userColumns)
      .where(sql<boolean>`(${hasNumber})`)
      .where('id', '>', last)
      .orderBy('id')
      .limit(batch)
      .execute()
    const end = some.at(-1)?.id
    if (end === undefined) return
    yield some
    last = end
  }
}
