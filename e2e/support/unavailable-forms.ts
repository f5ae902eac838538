import { makePasswordLink } from '#db/accounts/password-links.ts'
import { startPending } from '#db/accounts/pending-sign-ins.ts'
import { beginSetup, findSetup } from '#db/accounts/second-factor.ts'
import { findSession, start } from '#db/accounts/sessions.ts'
import { makeSignInLink } from '#db/accounts/sign-in-links.ts'
import { createToken } from '#db/accounts/tokens.ts'
import { type Executor, transaction } from '#db/database.ts'
import type { Team, User } from '#db/tables.ts'
import * as users from '#db/users/edit.ts'
import { valuesOf } from '#db/users/values.ts'
import { expect, password, type SignedIn, uniqueEmail } from './fixtures.ts'
import { givePasskey } from './passkey.ts'
import { openForm, type PlainForm, post } from './plain-form.ts'
import { codeOf, giveSecondFactor } from './second-factor.ts'
import { uniqueWord } from './unique-word.ts'

export type FilledForm = {
  form: PlainForm
  values: Record<string, string | string[] | File>
  /** The button that submits it, where its page has several forms. */
  button?: string
  /** Waits for work that goes on after its answer. */
  rest?: () => Promise<void>
}

type Tools = {
  site: string
  db: Executor
  signIn: (role: 'admin' | 'viewer') => Promise<SignedIn>
  addUser: () => Promise<User>
  trashUser: (user: User) => Promise<User>
  newTeam: () => Promise<Team>
}

const keeper = { id: null, name: 'test fixture', role: 'admin' } as const
const chosen = 'maple tundra pocket violin'

/** All forms but the set-up, each with a session of its own. */
export async function openEveryForm(tools: Tools): Promise<Record<string, FilledForm>> {
  const { site, db, signIn, addUser, trashUser, newTeam } = tools
  const [changed, reverted] = [await changedUser(), await changedUser()]
  const [team, renamed, deleted] = [await newTeam(), await newTeam(), await newTeam()]
  const { token } = await transaction(db, (trx) =>
    createToken(trx, { name: 'Web site', contact: false, days: 1 }, keeper),
  )
  await db.updateTable('directory').set({ mailedLinks: true }).execute()
  const gone = await trashUser(await addUser())
  const erased = (await signIn('viewer')).account
  const linked = (await signIn('viewer')).account
  const link = await transaction(db, (trx) => makePasswordLink(trx, linked.id))
  const disabled = await otherAccount()
  await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', disabled.id).execute()
  const late = await otherAccount()
  await db.updateTable('accounts').set({ password: null }).where('id', '=', late.id).execute()
  const { revision } = await db
    .selectFrom('events')
    .select('revision')
    .where('userId', '=', changed.id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return {
    // First, because its code is valid for half a minute.
    confirmSecondFactor: await openSetup(),
    createUser: await open('/users/new', {
      name: 'Ada',
      email: uniqueEmail(),
      about: 'Two\r\nlines',
      teams: [String(team.id), String(renamed.id)],
    }),
    updateUser: await open(`/users/${(await addUser()).id}/edit`, { jobTitle: 'Countess' }),
    trashUser: await open(`/users/${(await addUser()).id}/delete`),
    restoreUser: await open(`/users/${(await trashUser(await addUser())).id}/restore`),
    revertUser: await open(`/users/${reverted.id}/history/1`),
    changeUsers: await open(`/users/bulk?do=deactivate&id=${(await addUser()).id}`),
    undoWrite: await open(`/users/undo/${revision}`),
    createTeam: await open('/teams/new', { name: `New ${uniqueWord()}` }),
    createTeams: await open('/teams/new/many', { names: `Several ${uniqueWord()}` }),
    renameTeam: await open(`/teams/${renamed.id}/edit`, { name: `Renamed ${uniqueWord()}` }),
    deleteTeam: await open(`/teams/${deleted.id}/delete`, { to: String(team.id) }),
    uploadUsers: await open('/users/import', { file: people() }),
    importUsers: await openImport({ step: 'import' }),
    discardImport: await openImport({}, 'Discard this file'),
    createAccount: await open('/accounts/new', { email: uniqueEmail(), role: 'editor' }),
    changeAccount: await open(`/accounts/${(await otherAccount()).id}`, { email: uniqueEmail() }),
    disableAccount: await open(`/accounts/${(await otherAccount()).id}`, {}, 'Disable account'),
    enableAccount: await open(`/accounts/${disabled.id}`, {}, 'Enable account'),
    endAccountSessions: await open(`/accounts/${(await otherAccount()).id}`, {}, 'End all sessions'),
    renewPasswordLink: await open(`/accounts/${(await otherAccount()).id}`, {}, 'New one-time link'),
    eraseAccount: await open(`/accounts/${erased.id}/erase`, { confirmation: erased.email }),
    createToken: await open('/tokens/new', { name: 'Robot', days: '30' }),
    resetSecondFactor: await open(`/accounts/${(await withFactor()).id}`, {}, 'Reset second factor'),
    revokeToken: await open(`/tokens/${token.id}/revoke`),
    changeSettings: await open('/settings', { organisation: 'Analytical Engines' }),
    signIn: {
      form: await openForm(`${site}/sign-in?next=/teams`, ''),
      values: { email: (await signIn('viewer')).account.email, password },
    },
    enterCode: await openPending(),
    confirmIdentity: await open('/profile/confirm', { currentPassword: password }),
    signInByLink: await openLink(),
    beginSecondFactor: await open('/profile/second-factor', { currentPassword: password }),
    renewRecoveryCodes: await openWithFactor('recovery-codes'),
    dropSecondFactor: await openWithFactor('turn-off'),
    beginPasskey: await open('/profile/passkeys', {}, 'Add a passkey'),
    removePasskey: await openPasskeys(),
    signOut: await open('/users', {}, 'Sign out'),
    choosePassword: { form: await openForm(`${site}/password/${link}`, ''), values: { newPassword: chosen } },
    changePassword: await open('/profile', { currentPassword: password, newPassword: chosen }),
    endSession: await open('/profile', {}, 'End session', 2),
    endOtherSessions: await open('/profile', {}, 'End all other sessions', 2),
    // After all others, because an erasure deletes the files that wait to be imported.
    eraseUser: await open(`/users/${gone.id}/erase`, { confirmation: gone.name }),
    // Their mail server does not answer, so they end with their answer.
    inviteUsers: await open(`/users/invite?id=${(await addUser()).id}`),
    remindAccounts: await open('/accounts/waiting', {}, 'Remind them'),
    // Last, because they go on after their answer, and the commit of another form is lost on purpose.
    askForLink: await openAsking('/sign-in/forgot', 'askedLinks'),
    askForSignInLink: await openAsking('/sign-in/link', 'signInLinks'),
  }

  async function open(
    path: string,
    values: FilledForm['values'] = {},
    button?: string,
    sessions = 1,
  ): Promise<FilledForm> {
    const { account, cookie } = await signIn('admin')
    for (let more = 1; more < sessions; more++)
      await transaction(db, (trx) => start(trx, account.id, 'Another'))
    const form = await openForm(`${site}${path}`, cookie, button)
    return { form, values, ...(button && { button }) }
  }

  async function openSetup(): Promise<FilledForm> {
    const { cookie } = await signIn('viewer')
    const actor = await findSession(db, cookie.replace('session=', ''))
    if (!actor) throw new Error('no session')
    await transaction(db, (trx) => beginSetup(trx, actor))
    const secret = (await findSetup(db, actor)) ?? ''
    const form = await openForm(`${site}/profile/second-factor/confirm`, cookie)
    return {
      form,
      values: {
        get oneTimePassword() {
          return codeOf(secret)
        },
      },
    }
  }

  async function openPending(): Promise<FilledForm> {
    const { id, recovery } = await withFactor()
    const cookie = `pending=${await transaction(db, (trx) => startPending(trx, id))}`
    const form = await openForm(`${site}/sign-in/code?next=/teams`, cookie)
    return { form, values: { oneTimePassword: recovery } }
  }

  async function openAsking(path: string, table: 'askedLinks' | 'signInLinks'): Promise<FilledForm> {
    const { id, email } = await otherAccount()
    const made = () => db.selectFrom(table).select('accountId').where('accountId', '=', id).executeTakeFirst()
    const rest = () => expect.poll(made).toBeDefined()
    return { form: await openForm(`${site}${path}`, ''), values: { email }, rest }
  }

  async function openLink(): Promise<FilledForm> {
    const { id } = await otherAccount()
    const token = await transaction(db, (trx) => makeSignInLink(trx, id, 'browser', '/teams'))
    return { form: await openForm(`${site}/sign-in/link/${token}`, 'asked=browser'), values: {} }
  }

  async function openWithFactor(page: string): Promise<FilledForm> {
    const { cookie, recovery } = await withFactor()
    const form = await openForm(`${site}/profile/second-factor/${page}`, cookie)
    return { form, values: { currentPassword: password, oneTimePassword: recovery } }
  }

  async function openPasskeys(): Promise<FilledForm> {
    const { account, cookie } = await signIn('viewer')
    await givePasskey(db, account.id)
    const button = 'Remove'
    return { form: await openForm(`${site}/profile/passkeys`, cookie, button), values: {}, button }
  }

  async function withFactor() {
    const { account, cookie } = await signIn('viewer')
    return { id: account.id, cookie, ...(await giveSecondFactor(db, account.id)) }
  }

  async function openImport(values: FilledForm['values'], button?: string): Promise<FilledForm> {
    const { cookie } = await signIn('admin')
    const answer = await post(await openForm(`${site}/users/import`, cookie), { file: people() })
    const form = await openForm(`${site}${answer.headers.get('location')}`, cookie, button)
    return { form, values, ...(button && { button }) }
  }

  async function changedUser(): Promise<User> {
    const user = await addUser()
    const values = { ...valuesOf(user), jobTitle: 'Countess' }
    return transaction(db, (trx) => users.update(trx, user, values, keeper))
  }

  async function otherAccount() {
    return (await signIn('viewer')).account
  }
}

function people(): File {
  return new File([`name,email\nAda Lovelace,${uniqueEmail()}\n`], 'people.csv', { type: 'text/csv' })
}
