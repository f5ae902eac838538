import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { digest, inLowerCase } from '#db/accounts/limits.ts'
import type { Executor } from '#db/database.ts'
import { uniqueEmail } from './fixtures.ts'

/** A wrong password in the form that adds a user, as a browser with scripts sends it. */
export function guessForm(): FormData {
  const form = new FormData()
  form.append('_1_signIn.email', uniqueEmail())
  form.append('_1_signIn.password', 'a password that somebody guesses')
  form.append('0', '[null,"$K1"]')
  return form
}

/** Names an action in the header Next-Action. */
export function idOf(action: string): string {
  return idsOfActions((name) => name === action)[0] ?? ''
}

/** Of the build. */
export function idsOfActions(filter: (name: string) => boolean): string[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const actions = Object.entries<{ exportedName: string }>(manifest.node)
  return actions.filter(([, { exportedName }]) => filter(exportedName)).map(([id]) => id)
}

/** The count of guesses for a network. */
export async function guessesOf(db: Executor, network: string): Promise<number> {
  const key = `network:${createHash('sha256').update(network).digest('hex')}`
  const { rows } = await sql<{ points: number }>`select points from guesses where key = ${key}`.execute(db)
  return rows[0]?.points ?? 0
}

/** As if they came within a second: the wait that they brought lasts an hour more, however slow the machine is. */
export async function holdGuesses(db: Executor, email: string): Promise<void> {
  const keys = ['account:', 'code-account:'].map((kind) => `${kind}${digest(inLowerCase(email))}`)
  await sql`update guesses set expire = expire + 3600000 where key in (${sql.join(keys)})`.execute(db)
}
