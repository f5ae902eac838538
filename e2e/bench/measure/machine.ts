import { cpus, loadavg, totalmem } from 'node:os'
import pg from 'pg'
import { rounds, seconds } from './compare.ts'
import { generator } from './load.ts'

/** All that the figures depend on besides the code. */
export async function printMachine(databaseUrl: string, people: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ version: string }>('select version()').finally(() => client.end())
  const database = /^PostgreSQL [\d.]+(?:.*PGlite)?/.exec(rows[0]?.version ?? '')?.[0]
  const [{ model = 'unknown processor' } = {}] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  const [busy = 0] = loadavg()
  console.log(`
Rollcall beside its peers, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC
Node ${process.version}, ${database}, ${generator}, 16 connections, ${people.toLocaleString('en')} people, one process each
${cpus().length} x ${model}, ${memory}; load average at the start ${busy.toFixed(1)}
medians of ${rounds} rounds of ${seconds} s, in turns; CPU is user and system time of the server's processes, without the database
`)
}
