import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readTarget } from './copy-target.ts'

const secret = 'postgres://ada:secret@db.example.com:5432/people'

test('the address is read from the environment or from standard input', async () => {
  expect(await read({ env: { TARGET_DATABASE_URL: secret } })).toEqual({ url: secret })
  expect(await read({ argument: '-', input: `${secret}\n` })).toEqual({ url: secret })
})

test('an address on the command line is taken unless it holds a password', async () => {
  const open = 'postgres://db.example.com/people'
  expect(await read({ argument: open })).toEqual({ url: open })
  for (const argument of [secret, 'postgres://db.example.com/people?user=ada&password=secret'])
    await expect(read({ argument, env: { TARGET_DATABASE_URL: open } })).rejects.toThrow(
      /^Everybody on this machine.*list of processes(?!.*secret@db)[\s\S]*TARGET_DATABASE_URL/,
    )
})

test('an embedded store is named by its directory, and not beside an address', async () => {
  const env = { TARGET_DATA_DIR: '/srv/rollcall' }
  expect(await read({ env })).toEqual({ directory: '/srv/rollcall' })
  await expect(read({ env, argument: 'postgres://db.example.com/people' })).rejects.toThrow(/^Usage: /)
  await expect(read({ env: { ...env, TARGET_DATABASE_URL: secret } })).rejects.toThrow(/^Usage: /)
})

test('without an address the usage is printed, and never what was given', async () => {
  for (const given of [{}, { argument: '-' }, { argument: 'secret' }, { env: { TARGET_DATABASE_URL: '' } }])
    await expect(read(given)).rejects.toThrow(/^Usage: TARGET_DATABASE_URL=postgres:(?!.*secret)/)
})

function read(given: { argument?: string; env?: Record<string, string>; input?: string }) {
  const env = { NODE_ENV: 'test', ...given.env } as const
  return readTarget({ argument: given.argument, env, input: Readable.from([given.input ?? '']) })
}
