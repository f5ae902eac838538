import type { CompiledQuery } from 'kysely'
import { type ValidToken, validTokens } from './accounts/tokens.ts'
import type { Executor } from './database.ts'
import { keepPlan } from './kept-plans.ts'

/** What decides the answers of the API at one moment. */
export type PresentState = {
  /** Every write that changes an answer raises it. */
  revision: number
  /** Those of the given digests that are valid, by digest. */
  tokens: ReadonlyMap<string, ValidToken>
}

// Compiled once, because each answer from memory asks it.
let revisionAlone: CompiledQuery<{ revision: number }> | undefined

/** One statement, so that revision and tokens belong to one moment. */
export async function readPresentState(db: Executor, digests: readonly string[]): Promise<PresentState> {
  if (digests.length === 0) {
    revisionAlone ??= keepPlan(db.selectFrom('directory').select('revision').compile())
    const { rows } = await db.executeQuery(revisionAlone)
    return { revision: revisionIn(rows), tokens: new Map() }
  }
  const statement = db
    .selectFrom('directory')
    .leftJoin(validTokens(db, digests).as('tokens'), (join) => join.onTrue())
    .select(['revision', 'tokens.id', 'tokenHash', 'contact', 'isUsedLongAgo'])
    .compile()
  const { rows } = await db.executeQuery(keepPlan(statement))
  const valid = rows.filter((row) => row.tokenHash !== null) as ValidToken[]
  return { revision: revisionIn(rows), tokens: new Map(valid.map((token) => [token.tokenHash, token])) }
}

function revisionIn([row]: readonly { revision: number }[]): number {
  if (!row) throw new Error('the table directory has no row')
  return row.revision
}
