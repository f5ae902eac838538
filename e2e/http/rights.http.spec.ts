import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '../support/fixtures.ts'

const everybody = ['nobody', 'viewer', 'editor', 'admin'] as const
const signedIn = ['viewer', 'editor', 'admin'] as const
const keepers = ['editor', 'admin'] as const
const admins = ['admin'] as const

/** The roles that may use each action. One that is missing here, or missing in the build, fails the test. */
const allowed: Record<string, readonly (typeof everybody)[number][]> = {
  setUp: everybody,
  signIn: everybody,
  signOut: everybody,
  choosePassword: everybody,
  changePassword: signedIn,
  endSession: signedIn,
  endOtherSessions: signedIn,
  createUser: keepers,
  updateUser: keepers,
  trashUser: keepers,
  restoreUser: keepers,
  revertUser: keepers,
  changeUsers: keepers,
  undoWrite: keepers,
  eraseUser: admins,
  createTeam: keepers,
  renameTeam: keepers,
  deleteTeam: keepers,
  uploadUsers: keepers,
  importUsers: keepers,
  discardImport: keepers,
  createAccount: admins,
  changeAccount: admins,
  disableAccount: admins,
  enableAccount: admins,
  endAccountSessions: admins,
  renewPasswordLink: admins,
  eraseAccount: admins,
  createToken: admins,
  revokeToken: admins,
  changeSettings: admins,
}

type Action = { id: string; name: string; page: string }

function actionsOfBuild(): Action[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const actions = Object.entries<{ exportedName: string; workers: Record<string, unknown> }>(manifest.node)
  return actions.map(([id, { exportedName, workers }]) => {
    const [file = ''] = Object.keys(workers)
    const page = file
      .replace(/^app/, '')
      .replace(/\/page$/, '')
      .replaceAll(/\[\w+\]/g, '1')
    return { id, name: exportedName, page: page || '/' }
  })
}

test('the table names exactly the actions of the build', () => {
  expect(
    actionsOfBuild()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(allowed).sort())
})

for (const { id, name, page } of actionsOfBuild()) {
  for (const role of everybody) {
    const may = allowed[name]?.includes(role)
    test(`${role} ${may ? 'may' : 'may not'} use ${name}`, async ({ baseURL, signIn, db }) => {
      const { account, cookie } = role === 'nobody' ? { account: undefined, cookie: '' } : await signIn(role)
      // The arguments of an action as the browser encodes them: no previous state, and a form without fields.
      const body = new FormData()
      body.append('1_submission', randomUUID())
      body.append('0', '[null,"$K1"]')
      const headers = { 'next-action': id, origin: String(baseURL), cookie }
      const answer = await fetch(`${baseURL}${page}`, { method: 'POST', body, headers, redirect: 'manual' })
      const text = await answer.text()
      const outcome = text.includes('You are not allowed to do this')
        ? 'refused'
        : text.includes('"signIn":"wanted"') || isSentToSignIn(answer)
          ? 'sent to sign in'
          : 'let through'
      expect(outcome).toBe(may ? 'let through' : role === 'nobody' ? 'sent to sign in' : 'refused')
      const denials = await db
        .selectFrom('events')
        .select('actorId')
        .where('verb', '=', 'deny')
        .where('actorId', '=', account?.id ?? 0)
        .execute()
      expect(denials).toHaveLength(outcome === 'refused' ? 1 : 0)
    })
  }
}

/** Forms without typed values redirect to the sign-in page. */
function isSentToSignIn({ headers }: Response): boolean {
  return (headers.get('x-action-redirect') ?? '').startsWith('/sign-in?next=')
}
