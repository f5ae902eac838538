import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { open } from '#db/database.ts'
import { openEmbedded } from '#db/store/open.ts'
import { copyPreparedStore } from '#db/testing/prepared-store.ts'
import { expect, test } from '../support/fixtures.ts'
import { startFreshServer } from '../support/fresh-server.ts'
import { openForm, post } from '../support/plain-form.ts'
import { giveSecondFactor } from '../support/second-factor.ts'

// The account that docs/locked-out.md speaks of.
const email = 'ada@example.com'
const [first, second] = ['maple tundra pocket violin', 'another quiet lantern harbour']

test('an admin who lost password, phone and mail gets back in with the commands of docs/locked-out.md', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-locked-out-'))
  await copyPreparedStore(folder)
  const server = await startFreshServer({ ROLLCALL_DATA_DIR: folder })
  const store = await openEmbedded(folder)
  const db = open(store.url)
  try {
    const { id } = await db
      .insertInto('accounts')
      .values({ email, role: 'admin', password: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    const [link = '', reset = '', list = '', listOfFolder = '', listOfServer = '', ...more] =
      await examplesOfPage()
    expect([listOfServer.includes('DATABASE_URL='), more]).toEqual([true, []])

    const before = await choosePassword(await linkIn(link), first)
    expect(await statusOf('/accounts', before)).toBe(200)

    await giveSecondFactor(db, id)
    expect(listOfFolder).toContain(list)
    const listed = await sh(listOfFolder.replace('/var/lib/rollcall', folder))
    expect(listed).toMatch(/^ada@example\.com +admin +can sign in +on +/m)
    const again = await linkIn(link)
    await sh(reset, { ROLLCALL_DATA_DIR: folder })
    const session = await choosePassword(again, second)
    expect([await statusOf('/accounts', session), await statusOf('/profile', before)]).toEqual([200, 307])

    const form = await openForm(`${server.url}/sign-in`, '')
    const signedIn = await post(form, { email, password: second })
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/users'])
    expect(await statusOf('/accounts', sessionIn(signedIn))).toBe(200)
  } finally {
    await db.destroy()
    await server.close()
    await store.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }

  /** As step 4 and the words about PUBLIC_URL say. */
  async function linkIn(command: string): Promise<string> {
    const said = await sh(command, { ROLLCALL_DATA_DIR: folder })
    expect(said).toContain(`One-time link for ${email} to choose a password. It works once, within 7 days:`)
    const path = /^http:\/\/localhost:3000(\/password\/\S+)$/m.exec(said)?.[1]
    return `${server.url}${path}`
  }

  async function statusOf(path: string, cookie: string): Promise<number> {
    return (await fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' })).status
  }
})

/** @returns the cookie of the session that it starts */
async function choosePassword(link: string, newPassword: string): Promise<string> {
  const answer = await post(await openForm(link, ''), { newPassword })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/users'])
  return sessionIn(answer)
}

function sessionIn(answer: Response): string {
  const set = answer.headers.getSetCookie().find((text) => text.startsWith('session='))
  return set?.split(';')[0] ?? ''
}

/** The blocks of commands, as somebody would copy them. */
async function examplesOfPage(): Promise<string[]> {
  const page = await readFile('docs/locked-out.md', 'utf8')
  return [...page.matchAll(/^ *```sh\n(.*?)^ *```/gms)].map(([, block = '']) => block.trim())
}

async function sh(command: string, env: Record<string, string> = {}): Promise<string> {
  const settings = { ...process.env, DATABASE_URL: '', PORT: '', PUBLIC_URL: '', ...env }
  return (await promisify(execFile)('sh', ['-c', command], { env: settings })).stdout
}
