import { makePasswordLink } from '#db/accounts/password-links.ts'
import { start } from '#db/accounts/sessions.ts'
import { createToken } from '#db/accounts/tokens.ts'
import { type Executor, transaction } from '#db/database.ts'
import type { Team, User } from '#db/tables.ts'
import * as users from '#db/users/edit.ts'
import { valuesOf } from '#db/users/values.ts'
import { password, type SignedIn, uniqueEmail } from './fixtures.ts'
import { openForm, type PlainForm, post } from './plain-form.ts'
import { uniqueWord } from './unique-word.ts'

export type FilledForm = {
  form: PlainForm
  values: Record<string, string | string[] | File>
  /** The button that submits it, where its page has several forms. */
  button?: string
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
  const gone = await trashUser(await addUser())
  const erased = (await signIn('viewer')).account
  const linked = (await signIn('viewer')).account
  const link = await transaction(db, (trx) => makePasswordLink(trx, linked.id))
  const disabled = await otherAccount()
  await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', disabled.id).execute()
  const { revision } = await db
    .selectFrom('events')
    .select('revision')
    .where('userId', '=', changed.id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return {
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
    revokeToken: await open(`/tokens/${token.id}/revoke`),
    changeSettings: await open('/settings', { organisation: 'Analytical Engines' }),
    signIn: {
      form: await openForm(`${site}/sign-in?next=/teams`, ''),
      values: { email: (await signIn('viewer')).account.email, password },
    },
    signOut: await open('/users', {}, 'Sign out'),
    choosePassword: { form: await openForm(`${site}/password/${link}`, ''), values: { newPassword: chosen } },
    changePassword: await open('/profile', { currentPassword: password, newPassword: chosen }),
    endSession: await open('/profile', {}, 'End session', 2),
    endOtherSessions: await open('/profile', {}, 'End all other sessions', 2),
    // Last, because an erasure deletes the files that wait to be imported.
    eraseUser: await open(`/users/${gone.id}/erase`, { confirmation: gone.name }),
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
