import type { FormError, Submission } from '@conform-to/dom/future'
import { formatResult } from '@conform-to/zod/v4/future'
import { safeParse } from 'zod'
import type * as z from 'zod/mini'
import { checkCode } from '#db/accounts/check-code.ts'
import { confirm } from '#db/accounts/confirm.ts'
import { findAccount } from '#db/accounts/find.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { checkPassword } from '#db/accounts/sign-in.ts'
import { parseConfig } from '#db/config.ts'
import { database, transaction } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { currentPlace } from '../request/place.server.ts'
import { confirmWithinForm, type identity } from '../sessions.schema.ts'
import { explain } from './errors.server.ts'
import type { Asked } from './form.schema.ts'
import { arePasswordsAllowed, requirePasswords } from './passwords-allowed.server.ts'
import { type Answer, answer } from './submission.server.ts'

type Ways = { byPassword: boolean; byProvider: boolean }

/** An account may have neither: it has no password, and no provider is set up any more. */
export async function waysToConfirm({ password }: Pick<Account, 'password'>): Promise<Ways> {
  const byPassword = password !== null && (await arePasswordsAllowed())
  return { byPassword, byProvider: parseConfig(process.env).provider !== undefined }
}

/** @throws Refused, TooManyGuesses, WrongPassword, FieldRefused */
export async function checkIdentity(
  actor: SignedIn,
  { currentPassword: password, oneTimePassword: code }: z.output<typeof identity>,
) {
  await requirePasswords()
  const place = await currentPlace()
  const account = await checkPassword(database(), { email: actor.email, password }, place, actor)
  const isAsked = account.secondFactor !== null && code !== ''
  const proof = isAsked ? await checkCode(database(), account, code, place, actor) : undefined
  return { account, proof }
}

/**
 * Asks inside the form, which keeps what was typed, who its sender is.
 * @returns undefined when they have just proved it
 */
export async function confirmWithin(actor: SignedIn, submission: Submission): Promise<Answer | undefined> {
  const { signIn: typed, ...payload } = submission.payload
  const account = await findAccount(database(), actor.id)
  const ways = await waysToConfirm(account ?? { password: null })
  const error = typed ? await refusalOf(actor, typed, ways) : null
  if (typed && !error) return undefined
  const kept = { ...submission, payload: { ...payload, signIn: { email: actor.email } }, intent: null }
  return { ...answer(kept, { error }), signIn: 'wanted', asked: askedFor(ways, account) }
}

const notYetByProvider =
  'You have not confirmed it with single sign-on yet. Open the link, then press the button again.'
const notYetSignedIn =
  'You have not signed in again yet. Do so in another window, then press the button again.'

/** Null when it was right. */
async function refusalOf(
  actor: SignedIn,
  typed: unknown,
  { byPassword, byProvider }: Ways,
): Promise<Partial<FormError<string[]>> | null> {
  if (!byPassword) return { formErrors: [byProvider ? notYetByProvider : notYetSignedIn] }
  const checked = safeParse(confirmWithinForm, { signIn: typed })
  if (!checked.success) return formatResult(checked)
  const { signIn } = checked.data
  try {
    const { account, proof } = await checkIdentity(actor, signIn)
    await transaction(database(), (trx) => confirm(trx, actor, account, proof), { queue: 'accounts' })
    return null
  } catch (error) {
    const { fieldErrors = {}, formErrors = [] } = await explain(error, signIn)
    const within = Object.entries(fieldErrors).map(([name, errors]) => [`signIn.${name}`, errors])
    return { formErrors, fieldErrors: Object.fromEntries(within) }
  }
}

const passwordField = {
  name: 'signIn.currentPassword',
  label: 'Password',
  type: 'password',
  autoComplete: 'current-password',
} as const

const codeField = {
  name: 'signIn.oneTimePassword',
  label: 'Code from your app',
  hint: 'Lost your phone? Enter a recovery code instead.',
  autoComplete: 'one-time-code',
} as const

function askedFor({ byPassword, byProvider }: Ways, account: Account | undefined): Asked {
  const how = byPassword
    ? 'Enter your password to go on'
    : byProvider
      ? 'Use single sign-on to go on'
      : 'Your account has no password. Sign out and sign in again in another window, then press the button'
  return {
    title: 'Confirm it is you',
    message: `${how}. Your text is kept, and nothing is saved yet. You are asked once in 15 minutes at most.`,
    fields: [
      { name: 'signIn.email', label: 'Email', type: 'email', autoComplete: 'username', readOnly: true },
      ...(byPassword ? [passwordField] : []),
      ...(byPassword && account?.secondFactor ? [codeField] : []),
    ],
    ...(byProvider && {
      link: 'Confirm it with single sign-on in a new window, then come back and press the button',
    }),
  }
}
