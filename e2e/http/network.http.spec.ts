import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { sql } from 'kysely'
import type { Executor } from '#db/database.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { timeoutMs } from '../support/plain-form.ts'

// All tests share one server, which listens on all addresses and keeps its log.
test.describe.configure({ mode: 'default' })
let server: FreshServer
test.beforeAll(async () => {
  server = await startFreshServer({ DATABASE_URL: process.env.DATABASE_URL ?? '' })
})
test.afterAll(() => server.close())

const madeUp = '203.0.113.99'

test('a guess counts for its client, also in a form sent to a page that does not have it', async ({ db }) => {
  for (const page of ['/users/new', '/settings'])
    for (const [host, forwarded, client] of clients()) {
      const before = [await guesses(db, client), await guesses(db, madeUp)]
      const answer = await guess(`http://${host}:${new URL(server.url).port}`, page, forwarded)
      expect([page, host, answer]).toEqual([page, host, expect.stringContaining('is not right')])
      expect([page, host, await guesses(db, client), await guesses(db, madeUp)]).toEqual([
        page,
        host,
        Number(before[0]) + 1,
        before[1],
      ])
    }
})

test('no request writes a line of its own into the log', async () => {
  const before = server.log().length
  const forged = 'FORGED\n{"level":30,"msg":"FORGED"}\u001b[31m\u009b31m'
  const image = `/_next/image?${new URLSearchParams({ url: `/${forged}`, w: '640', q: '75' })}`
  expect([400, 404]).toContain((await fetch(server.url + image)).status)
  for (const [id, body] of [
    ['FORGED\u009b31m', '[]'],
    [idOf('signIn'), forged],
    [idOf('signIn'), JSON.stringify([`$n${forged}`])],
    [idOf('signIn'), '["$nEND"]'],
  ] as const)
    await send(server.url, '/sign-in', { 'next-action': id }, [['0', body]])
  const log = () => server.log().slice(before)
  await expect.poll(log, { timeout: 30_000 }).toContain('END')
  const lines = log().split('\n').filter(Boolean)
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String) })
  expect(lines.filter((line) => JSON.parse(line).msg.startsWith('FORGED'))).toEqual([])
  expect(log().replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  expect(log()).not.toContain('image')
})

/** An address of the server, the X-Forwarded-For that a client sends to it, and the client's network. */
function clients(): [host: string, forwarded: string, client: string][] {
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
  )
  return [
    ...own.map((address): [string, string, string] => [address, madeUp, address]),
    ['localhost', `${madeUp}, 198.51.100.77`, '198.51.100.77'],
  ]
}

/** Tries a password in the form that adds a user, like a browser with scripts. */
async function guess(origin: string, page: string, forwarded: string): Promise<string> {
  const fields: Fields = [
    ['_1_signIn.email', uniqueEmail()],
    ['_1_signIn.password', 'a password that somebody guesses'],
    ['0', '[null,"$K1"]'],
  ]
  const headers = { 'next-action': idOf('createUser'), 'x-forwarded-for': forwarded }
  return (await send(origin, page, headers, fields)).text()
}

type Fields = [name: string, value: string][]

/** Posts an action like a browser with scripts: the fields of a form, and then the arguments of the action. */
function send(
  origin: string,
  page: string,
  headers: Record<string, string>,
  fields: Fields,
): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  return fetch(`${origin}${page}`, {
    method: 'POST',
    body,
    headers: { origin, ...headers },
    signal: AbortSignal.timeout(timeoutMs),
  })
}

function idOf(action: string): string {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const actions = Object.entries<{ exportedName: string }>(manifest.node)
  return actions.find(([, { exportedName }]) => exportedName === action)?.[0] ?? ''
}

/** The count of guesses for a network. */
async function guesses(db: Executor, network: string): Promise<number> {
  const key = `network:${createHash('sha256').update(network).digest('hex')}`
  const { rows } = await sql<{ points: number }>`select points from guesses where key = ${key}`.execute(db)
  return rows[0]?.points ?? 0
}
