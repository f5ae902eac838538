import express from 'express'
import Fastify from 'fastify'
import pg from 'pg'
import { visibleFields } from '#db/policy.ts'
import { inSql } from '#db/users/kinds.ts'

// The query and the answer of `GET /api/users?limit=100`, as a developer would write them with a driver and a
// framework.
const statement = `
  select ${visibleFields('public').map(selected).join(', ')} from users
  where trashed_at is null and listed and status = 'active' order by id limit $1`

function selected(field: string): string {
  return field === 'teams' ? 'named_teams as teams' : `${inSql(field)} as "${field}"`
}

const [kind, port] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })

async function users(limit: unknown): Promise<unknown[]> {
  const { rows } = await pool.query(statement, [Number(limit)])
  return rows
}

if (kind === 'express') {
  const app = express()
  app.get('/api/users', async (request, response) => {
    response.json(await users(request.query.limit))
  })
  app.listen(Number(port), '127.0.0.1')
} else {
  const app = Fastify()
  app.get<{ Querystring: { limit: string } }>('/api/users', (request) => users(request.query.limit))
  await app.listen({ port: Number(port), host: '127.0.0.1' })
}
