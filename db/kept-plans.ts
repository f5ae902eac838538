import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { log } from './log.ts'

const names = new Map<string, string>()
let keeping = true

/**
 * Marks a statement whose text stays the same, so that each connection plans it once. Not for words to search or filters:
 * which plan is good for them depends on their values.
 */
export function keepPlan<Row>(statement: CompiledQuery<Row>): CompiledQuery<Row> {
  names.set(statement.sql, names.get(statement.sql) ?? `kept_${names.size}`)
  return statement
}

/** Has a connection name the statements that are marked: PostgreSQL keeps the plans of those that have a name. */
export function keepPlans(client: pg.ClientBase): void {
  const send = (...given: unknown[]): unknown => pg.Client.prototype.query.apply(client, given as never)
  const named = (text: unknown, ...rest: unknown[]) => {
    const name = keeping && typeof text === 'string' ? names.get(text) : undefined
    if (!name) return send(text, ...rest)
    const [values] = rest
    return (send({ name, text, values }) as Promise<unknown>).catch((error) => {
      if (!isLost(error)) throw error
      keeping = false
      log.warn({ err: error }, 'the database forgets the names of statements: none are used from now on')
      return send(text, values)
    })
  }
  client.query = named as typeof client.query
}

/** A pooler between us and the server gives each statement another connection, which knows no names or others. */
function isLost(error: unknown): boolean {
  const [isUnknown, isThereAlready] = ['26000', '42P05']
  return error instanceof pg.DatabaseError && (error.code === isUnknown || error.code === isThereAlready)
}
