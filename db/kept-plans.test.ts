import { sql } from 'kysely'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { parseConfig } from './config.ts'
import { keepPlan, keepPlans } from './kept-plans.ts'
import { db } from './testing/database.ts'

test('a marked statement is planned once for a connection, and answers all the same once its name is forgotten', async () => {
  const statement = keepPlan(sql<{ sum: number }>`select ${1}::integer + 1 as sum`.compile(db))
  await onOneConnection(keepPlans, async ({ ask, kept, forget }) => {
    expect(await ask(statement)).toEqual([{ sum: 2 }])
    expect(await ask(statement)).toEqual([{ sum: 2 }])
    expect(await kept(statement)).toHaveLength(1)
    // A pooler may give each statement another connection.
    await forget()
    expect(await ask(statement)).toEqual([{ sum: 2 }])
    expect(await ask(statement)).toEqual([{ sum: 2 }])
    expect(await kept(statement)).toHaveLength(0)
  })
})

test('a statement is known to every copy of the module, as Next has several in one process', async () => {
  const statement = keepPlan(sql`select ${1}::integer + 2 as sum`.compile(db))
  vi.resetModules()
  const copy = await import('./kept-plans.ts')
  expect(copy.keepPlans).not.toBe(keepPlans)
  await onOneConnection(copy.keepPlans, async ({ ask, kept }) => {
    await ask(statement)
    expect(await kept(statement)).toHaveLength(1)
  })
})

test('a name follows from the text, whichever statement was marked first', async () => {
  const [one, other] = [sql`select ${1}::integer + 3 as sum`, sql`select ${1}::integer + 4 as sum`]
  const statements = [keepPlan(one.compile(db)), keepPlan(other.compile(db))]
  const namesOf = (keep: typeof keepPlans) =>
    onOneConnection(keep, async ({ ask, kept }) => {
      for (const statement of statements) await ask(statement)
      const names: string[] = []
      for (const statement of statements) names.push(...(await kept(statement)))
      return names
    })
  const before = await namesOf(keepPlans)
  Reflect.deleteProperty(globalThis, 'rollcallKeptPlans')
  vi.resetModules()
  const restarted = await import('./kept-plans.ts')
  for (const statement of statements.toReversed()) restarted.keepPlan(statement)
  const after = await namesOf(restarted.keepPlans)
  expect(after).toEqual(before)
  // PostgreSQL cuts names at 63 bytes.
  for (const name of after) expect(name).toMatch(/^kept_[0-9a-f]{16,58}$/)
})

type Statement = { sql: string; parameters: readonly unknown[] }

async function onOneConnection<T>(
  keep: typeof keepPlans,
  work: (connection: {
    ask: (statement: Statement) => Promise<unknown[]>
    /** The names under which the server keeps a statement. */
    kept: (statement: Statement) => Promise<string[]>
    forget: () => Promise<unknown>
  }) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: parseConfig(process.env).databaseUrl, max: 1 })
  keep(pool)
  const client = await pool.connect()
  try {
    return await work({
      ask: async ({ sql, parameters }) => (await client.query(sql, [...parameters])).rows,
      kept: async ({ sql }) => {
        const { rows } = await client.query('select name, statement from pg_prepared_statements')
        return rows.filter((row) => row.statement === sql).map(({ name }) => name)
      },
      forget: () => client.query('deallocate all'),
    })
  } finally {
    // The embedded store has one session for all connections.
    await client.query('deallocate all')
    client.release()
    await pool.end()
  }
}
