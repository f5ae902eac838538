import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { log } from './log.ts'

// Next evaluates a module several times in one process, and all copies must share the names.
const shared = globalThis as { rollcallKeptPlans?: Map<string, string> }
shared.rollcallKeptPlans ??= new Map()
const names = shared.rollcallKeptPlans

/** Not for search words or filters, because the best plan for them depends on their values. */
export function keepPlan<Row>(statement: CompiledQuery<Row>): CompiledQuery<Row> {
  if (!names.has(statement.sql)) names.set(statement.sql, nameOf(statement.sql))
  return statement
}

/** PostgreSQL keeps the plans of named statements, so this gives each marked statement a name. */
export function keepPlans(pool: pg.Pool): void {
  let keeping = true
  pool.on('connect', (client) => {
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
  })
}

/** The name must follow from the text: behind a pooler, processes find each other's statements by name. */
function nameOf(text: string): string {
  return `kept_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
}

/** A pooler may give each statement another connection, which has no named statements or other ones. */
function isLost(error: unknown): boolean {
  const [isUnknown, isThereAlready] = ['26000', '42P05']
  return error instanceof pg.DatabaseError && (error.code === isUnknown || error.code === isThereAlready)
}
