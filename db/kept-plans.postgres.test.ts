import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { beforeAll, expect, test } from 'vitest'
import { createToken } from './accounts/tokens.ts'
import { transaction } from './database.ts'
import { add, alice, db, grace } from './testing/database.ts'
import { installPooler, startPooler } from './testing/pgbouncer.ts'

const minute = 60_000
beforeAll(installPooler, 10 * minute)

// Runs in another process: reads the list with a token, once for each line on its standard input.
const reader = `
  import { createInterface } from 'node:readline'
  import { open } from './db/database.ts'
  import { levelOfToken } from './db/accounts/tokens.ts'
  import { listJson } from './db/users/json.ts'
  const [url, secret] = process.argv.slice(-2)
  const db = open(url)
  for await (const _ of createInterface({ input: process.stdin })) {
    const level = await levelOfToken(db, secret)
    const { users } = await listJson(db, { level, scope: 'untrashed', order: '-updatedAt', limit: 1000 })
    console.log(JSON.stringify(users.map((user) => JSON.parse(user))))
  }
  await db.destroy()`

test('behind a pooler no token gets the answer of another level', { timeout: 5 * minute }, async () => {
  const { id, email } = await add(alice())
  const pooler = await startPooler(process.env.DATABASE_URL ?? '')
  const [plain, contact] = await Promise.all([startReader(false), startReader(true)])
  try {
    for (let round = 0; round < 3; round++) {
      for (const read of [plain.read, contact.read, plain.read]) {
        const users = await read()
        expect(users.find((user) => user.id === id)?.email).toBe(read === contact.read ? email : undefined)
        // Other tests may have added people without an email to the same database.
        expect(users.some((user) => 'email' in user)).toBe(read === contact.read)
        // The next read gets a connection without any named statements.
        if (read === plain.read) await pooler.reconnect()
      }
    }
  } finally {
    await Promise.all([plain.close(), contact.close()])
    await pooler.close()
  }

  async function startReader(withContact: boolean) {
    const values = { name: 'Web site', contact: withContact, days: 1 }
    const { secret } = await transaction(db, (trx) => createToken(trx, values, grace))
    const args = ['--import', 'tsx', '--input-type=module', '--eval', reader, pooler.url, secret]
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const read = async (): Promise<{ id: number; email?: string }[]> => {
      child.stdin.write('\n')
      for (;;) {
        const { value, done } = await lines.next()
        if (done) throw new Error('the reader has ended')
        // Standard output also carries the log.
        if (value.startsWith('[')) return JSON.parse(value)
      }
    }
    const close = async () => {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'exit')
    }
    return { read, close }
  }
})
