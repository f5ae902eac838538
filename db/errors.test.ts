import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { open } from './database.ts'
import { isUnavailable, NotFound } from './errors.ts'
import { db } from './testing/database.ts'

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

const codes = {
  '08006': 'the connection failed',
  '25006': 'the server is read-only, such as a standby',
  '40001': 'a standby cancelled the statement',
  '40P01': 'two transactions waited for each other, again and again',
  '53100': 'the disk is full',
  '53200': 'the memory is full',
  '53300': 'there are too many connections',
  '55P03': 'somebody else holds the lock',
  '57P01': 'an administrator stops the server',
  '57P02': 'the server crashed',
  '57P03': 'the server starts',
  '57P04': 'the database was dropped',
  '57P05': 'the session was idle for too long',
}

test.each(Object.entries(codes))('with %s (%s) a server is unavailable', async (code) => {
  const raise = sql.raw(`do $$ begin raise exception 'as asked' using errcode = '${code}'; end $$`)
  const error = await raise.execute(db).catch((reason) => reason)
  expect(error).toMatchObject({ code })
  expect(isUnavailable(error)).toBe(true)
})

test('a server that takes no writes is unavailable to a writer', async () => {
  const writing = db
    .transaction()
    .setAccessMode('read only')
    .execute((trx) => trx.updateTable('directory').set({ revision: 0 }).execute())
  expect(isUnavailable(await writing.catch((reason) => reason))).toBe(true)
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
  const unreachable = open(url)
  const error = await sql`select 1`.execute(unreachable).catch((reason) => reason)
  await unreachable.destroy()
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
