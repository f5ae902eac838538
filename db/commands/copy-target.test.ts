import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readTarget } from './copy-target.ts'

const secret = 'postgres://ada:secret@db.example.com:5432/people'

test('the address is read from the environment or from standard input, without a warning', async () => {
  expect(await read({ env: { TARGET_DATABASE_URL: secret } })).toEqual([secret])
  expect(await read({ argument: '-', input: `${secret}\n` })).toEqual([secret])
})

test('an address on the command line is taken, with a warning if it holds a password', async () => {
  expect(await read({ argument: 'postgres://db.example.com/people' })).toHaveLength(1)
  for (const argument of [secret, 'postgres://db.example.com/people?user=ada&password=secret'])
    expect(await read({ argument, env: { TARGET_DATABASE_URL: 'postgres://other/people' } })).toEqual([
      argument,
      expect.stringMatching(/list of processes.*TARGET_DATABASE_URL/),
    ])
})

test('without an address the usage is printed, and never what was given', async () => {
  for (const given of [{}, { argument: '-' }, { argument: 'secret' }, { env: { TARGET_DATABASE_URL: '' } }])
    await expect(read(given)).rejects.toThrow(/^Usage: TARGET_DATABASE_URL=postgres:(?!.*secret)/)
})

/** @returns the address, then the warnings */
async function read(given: { argument?: string; env?: Record<string, string>; input?: string }) {
  const warnings: string[] = []
  const env = { NODE_ENV: 'test', ...given.env } as const
  const input = Readable.from([given.input ?? ''])
  const warn = (words: string) => warnings.push(words)
  const target = await readTarget({ argument: given.argument, env, input, warn })
  return [target, ...warnings]
}
