import { setTimeout as pause } from 'node:timers/promises'
import { open, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import * as users from '#db/users/edit.ts'
import { find } from '#db/users/find.ts'
import { valuesOf } from '#db/users/values.ts'

const actor: Actor = { id: null, name: 'Bench', role: 'admin' }
const id = 12

/**
 * Changes one person over and over until `stop`.
 * @param afterwards - runs when a write is done, before the next
 */
export async function startWriter(
  databaseUrl: string,
  perSecond: number,
  afterwards: (jobTitle: string) => Promise<void> = async () => {},
): Promise<{ stop: () => Promise<void> }> {
  const db = open(databaseUrl)
  let user = await find(db, id)
  if (!user) throw new Error(`there is no person ${id}`)
  let isOver = false
  const write = async () => {
    while (!isOver && user) {
      const began = performance.now()
      const before = user
      const jobTitle = `Nurse ${before.version}`
      const values = { ...valuesOf(before), jobTitle }
      user = await transaction(db, (trx) => users.update(trx, before, values, actor))
      await afterwards(jobTitle)
      await pause(Math.max(0, 1_000 / perSecond - (performance.now() - began)))
    }
  }
  const written = write()
  return {
    stop: async () => {
      isOver = true
      await written
      await db.destroy()
    },
  }
}
