import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'
import { keepPlan, keepPlans } from './kept-plans.ts'
import { db } from './test-database.ts'

test('a marked statement is planned once for a connection, and answers all the same once its name is forgotten', async () => {
  const client = new pg.Client({ connectionString: parseConfig(process.env).databaseUrl })
  await client.connect()
  try {
    keepPlans(client)
    const statement = keepPlan(sql<{ sum: number }>`select ${1}::integer + 1 as sum`.compile(db))
    const ask = async () => (await client.query(statement.sql, [...statement.parameters])).rows
    const kept = async () => {
      const { rows } = await client.query('select statement from pg_prepared_statements')
      return rows.filter((row) => row.statement === statement.sql).length
    }
    expect(await ask()).toEqual([{ sum: 2 }])
    expect(await ask()).toEqual([{ sum: 2 }])
    expect(await kept()).toBe(1)
    // As behind a pooler that gives each statement another connection.
    await client.query('deallocate all')
    expect(await ask()).toEqual([{ sum: 2 }])
    expect(await ask()).toEqual([{ sum: 2 }])
    expect(await kept()).toBe(0)
  } finally {
    await client.end()
  }
})
