import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readTarget } from './copy-target.ts'

const secret = 'postgres://ada:secret@db.example.com:5432/people'

test('the address is read from the environment or from standard input', async () => {
  expect(await read({ env: { TARGET_DATABASE_URL: secret } })).toBe(secret)
  expect(await read({ argument: '-', input: `${secret}\n` })).toBe(secret)
})

test('an address on the command line is taken unless it holds a password', async () => {
  const open = 'postgres://db.example.com/people'
  expect(await read({ argument: open })).toBe(open)
  for (const argument of [secret, 'postgres://db.example.com/people?user=ada&password=secret'])
    await expect(read({ argument, env: { TARGET_DATABASE_URL: open } })).rejects.toThrow(
      /^Everybody on this machine.*list of processes(?!.*secret@db)[\s\S]*TARGET_DATABASE_URL/,
    )
})

test('without an address the usage is printed, and never what was given', async () => {
  for (const given of [{}, { argument: '-' }, { argument: 'secret' }, { env: { TARGET_DATABASE_URL: '' } }])
    await expect(read(given)).rejects.toThrow(/^Usage: TARGET_DATABASE_URL=postgres:(?!.*secret)/)
})

function read(given: { argument?: string; env?: Record<string, string>; input?: string }) {
  const env = { NODE_ENV: 'test', ...given.env } as const
  return readTarget({ argument: given.argument, env, input: Readable.from([given.input ?? '']) })
}
