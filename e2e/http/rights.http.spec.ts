import { actionsOfBuild, callAction } from '../support/actions-of-build.ts'
import { expect, test } from '../support/fixtures.ts'

const everybody = ['nobody', 'viewer', 'editor', 'admin'] as const
const signedIn = ['viewer', 'editor', 'admin'] as const
const keepers = ['editor', 'admin'] as const
const admins = ['admin'] as const

/** The roles that may use each action. One that is missing here, or missing in the build, fails the test. */
const allowed: Record<string, readonly (typeof everybody)[number][]> = {
  setUp: everybody,
  signIn: everybody,
  enterCode: everybody,
  confirmIdentity: signedIn,
  signOut: everybody,
  startSingleSignOn: everybody,
  startPasskey: everybody,
  enterWithPasskey: everybody,
  askForSignInLink: everybody,
  signInByLink: everybody,
  choosePassword: everybody,
  askForLink: everybody,
  changePassword: signedIn,
  beginSecondFactor: signedIn,
  confirmSecondFactor: signedIn,
  renewRecoveryCodes: signedIn,
  dropSecondFactor: signedIn,
  beginPasskey: signedIn,
  addPasskey: signedIn,
  removePasskey: signedIn,
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
  createTeams: keepers,
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
  resetSecondFactor: admins,
  eraseAccount: admins,
  inviteUsers: admins,
  remindAccounts: admins,
  createToken: admins,
  revokeToken: admins,
  changeSettings: admins,
}

test('the table names exactly the actions of the build', () => {
  expect(
    actionsOfBuild()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(allowed).sort())
})

for (const action of actionsOfBuild()) {
  const { name } = action
  for (const role of everybody) {
    const may = allowed[name]?.includes(role)
    test(`${role} ${may ? 'may' : 'may not'} use ${name}`, async ({ baseURL, signIn, db }) => {
      const { account, cookie } = role === 'nobody' ? { account: undefined, cookie: '' } : await signIn(role)
      const answer = await callAction(String(baseURL), action, cookie)
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
