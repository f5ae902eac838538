import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import fastifyCompress from '@fastify/compress'
import { serve } from '@hono/node-server'
import compression from 'compression'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import pg from 'pg'
import { visibleFields } from '#db/policy.ts'
import { inSql } from '#db/users/kinds.ts'

// The queries and the answers of `GET /api/users?limit=100` and `GET /api/users/12`, as a developer would write them with
// a driver and a framework. A second word asks for what is usual for compression, or for entity tags.
const [kind = '', extra = ''] = process.argv.slice(2)
const listening = { port: Number(process.env.PORT), host: '127.0.0.1' }
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })

const people = `
  select ${visibleFields('public').map(selected).join(', ')} from users
  where trashed_at is null and listed and status = 'active'`

function selected(field: string): string {
  return field === 'teams' ? 'named_teams as teams' : `${inSql(field)} as "${field}"`
}

async function users(limit: unknown): Promise<unknown[]> {
  const { rows } = await pool.query(`${people} order by id limit $1`, [Number(limit)])
  return rows
}

async function user(id: unknown): Promise<unknown> {
  const { rows } = await pool.query(`${people} and id = $1`, [Number(id)])
  return rows[0]
}

/** It makes entity tags itself. */
function startExpress(): void {
  const app = express()
  if (extra === 'gzip') app.use(compression())
  app.get('/api/users/:id', async (request, response) => {
    response.json(await user(request.params.id))
  })
  app.get('/api/users', async (request, response) => {
    response.json(await users(request.query.limit))
  })
  app.listen(listening.port, listening.host)
}

async function startFastify(): Promise<void> {
  const app = Fastify()
  if (extra === 'gzip') await app.register(fastifyCompress)
  app.get<{ Params: { id: string } }>('/api/users/:id', (request) => user(request.params.id))
  app.get<{ Querystring: { limit: string } }>('/api/users', (request) => users(request.query.limit))
  await app.listen(listening)
}

function startHono(): void {
  const app = new Hono()
  if (extra === 'gzip') app.use(compress())
  if (extra === 'tags') app.use(etag())
  app.get('/api/users/:id', async (context) => context.json((await user(context.req.param('id'))) as object))
  app.get('/api/users', async (context) => context.json(await users(context.req.query('limit'))))
  serve({ fetch: app.fetch, port: listening.port, hostname: listening.host })
}

/** The same bytes each time, of the file that `extra` names: the limit of Node on this machine. */
async function startBytes(): Promise<void> {
  const body = await readFile(extra)
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  createServer((_, response) => response.writeHead(200, headers).end(body)).listen(
    listening.port,
    listening.host,
  )
}

const start: Record<string, () => unknown> = {
  express: startExpress,
  fastify: startFastify,
  hono: startHono,
  bytes: startBytes,
}
await start[kind]?.()
