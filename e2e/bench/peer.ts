import express from 'express'
import Fastify from 'fastify'
import pg from 'pg'
import { visibleFields } from '#db/policy.ts'
import { inSql } from '#db/users/kinds.ts'

// The queries and the answers of `GET /api/users?limit=100` and `GET /api/users/12`, as a developer would write them with a driver and a
// framework.
const people = `
  select ${visibleFields('public').map(selected).join(', ')} from users
  where trashed_at is null and listed and status = 'active'`

function selected(field: string): string {
  return field === 'teams' ? 'named_teams as teams' : `${inSql(field)} as "${field}"`
}

const [kind, port] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })

async function users(limit: unknown): Promise<unknown[]> {
  const { rows } = await pool.query(`${people} order by id limit $1`, [Number(limit)])
  return rows
}

async function user(id: unknown): Promise<unknown> {
  const { rows } = await pool.query(`${people} and id = $1`, [Number(id)])
  return rows[0]
}

if (kind === 'express') {
  const app = express()
  app.get('/api/users/:id', async (request, response) => {
    response.json(await user(request.params.id))
  })
  app.get('/api/users', async (request, response) => {
    response.json(await users(request.query.limit))
  })
  app.listen(Number(port), '127.0.0.1')
} else {
  const app = Fastify()
  app.get<{ Params: { id: string } }>('/api/users/:id', (request) => user(request.params.id))
  app.get<{ Querystring: { limit: string } }>('/api/users', (request) => users(request.query.limit))
  await app.listen({ port: Number(port), host: '127.0.0.1' })
}
