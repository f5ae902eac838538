import type { Trx } from '../database.ts'
import type { Actor } from '../policy.ts'
import { claiming, type Outcome, outcomeOfFirst } from '../submissions.ts'
import { actorWith } from './sessions.ts'

type Claim = { id: string; digest: string; session: number }
type Claimed = {
  /** When the same form was saved before. */
  first?: Outcome
  /** Who sends the form; undefined when the session has ended. */
  present?: Actor | undefined
}

/** As `claim`, and looks the sender up in the same statement. @throws AlreadySaved */
export async function claimAs(trx: Trx, { id, digest, session }: Claim): Promise<Claimed> {
  const found = await trx
    .with('claimed', () => claiming(trx, id, digest))
    .selectFrom('claimed')
    .fullJoin(actorWith(trx, session).as('actor'), (join) => join.onTrue())
    .select(['claimed.id as claimed', 'actor.id', 'actor.name', 'actor.role'])
    .executeTakeFirst()
  if (!found?.claimed) return { first: await outcomeOfFirst(trx, id, digest) }
  const { id: account, name, role } = found
  return { present: name === null || role === null ? undefined : { id: account, name, role } }
}
