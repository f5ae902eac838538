import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { open } from './database.ts'
import { isUnavailable, NotFound } from './errors.ts'
import { db } from './test-database.ts'

test('a server that is not there is unavailable', async () => {
  const { port, close } = await listen(() => {})
  await close()
  expect(isUnavailable(await failure(`postgres://grace@127.0.0.1:${port}/people`))).toBe(true)
})

test('a server whose name leads nowhere is unavailable', async () => {
  expect(isUnavailable(await failure('postgres://grace@nowhere.invalid/people'))).toBe(true)
})

test('a server that hangs up is unavailable', async () => {
  const { port, close } = await listen((socket) => socket.destroy())
  expect(isUnavailable(await failure(`postgres://grace@127.0.0.1:${port}/people`))).toBe(true)
  await close()
})

test('a server that says nothing is unavailable', async () => {
  const { port, close } = await listen(() => {})
  expect(isUnavailable(await failure(`postgres://grace@127.0.0.1:${port}/people`))).toBe(true)
  await close()
})

test('a server that refuses a statement is there', async () => {
  const refusals = [sql`selec 1`, sql`select 1/0`, sql`select * from nobody`]
  for (const refusal of refusals) {
    const error = await refusal.execute(db).catch((reason) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(isUnavailable(error), error.message).toBe(false)
  }
})

test.each([new NotFound(), new Error('boom'), { code: 'ECONNREFUSED' }, 'ECONNREFUSED', null, undefined])(
  '%s says nothing of the server',
  (error) => {
    expect(isUnavailable(error)).toBe(false)
  },
)

async function failure(url: string): Promise<unknown> {
  const away = open(url)
  const error = await sql`select 1`.execute(away).catch((reason) => reason)
  await away.destroy()
  expect(error).toBeInstanceOf(Error)
  return error
}

async function listen(greet: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    greet(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { port, close }
}
