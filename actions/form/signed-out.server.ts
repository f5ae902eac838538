import type { FormError, Submission } from '@conform-to/dom/future'
import { formatResult } from '@conform-to/zod/v4/future'
import { safeParse } from 'zod'
import { checkCode } from '#db/accounts/check-code.ts'
import { checkPassword, signIn } from '#db/accounts/sign-in.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { FieldRefused } from '#db/errors.ts'
import { enterByProxy } from '../request/enter-by-proxy.server.ts'
import { namedByProxy } from '../request/named-by-proxy.server.ts'
import { currentPlace } from '../request/place.server.ts'
import { keepTokens } from '../request/session-cookies.server.ts'
import { signInAgain } from '../sessions.schema.ts'
import { explain, Refused } from './errors.server.ts'
import type { Asked } from './form.schema.ts'
import { requirePasswords } from './passwords-allowed.server.ts'

/** Whether the form has signed its sender in, and if not, why. */
type Answer = { signIn: 'wanted' | 'done'; asked: Asked; error: Partial<FormError<string[]>> | null }

const asked: Asked = {
  title: 'Sign in',
  message: 'You are not signed in any more. Your text is kept. Sign in to continue.',
  fields: [
    { name: 'signIn.email', label: 'Email', type: 'email', autoComplete: 'username' },
    { name: 'signIn.password', label: 'Password', type: 'password', autoComplete: 'current-password' },
    { name: 'signIn.oneTimePassword', label: 'Code from your app', optional: true },
  ],
}

const done: Asked = {
  title: '',
  message: 'You are signed in again. The form still has your text. Nothing is saved yet.',
  fields: [],
}

/**
 * Answers a form that was sent without a session. The page keeps what was typed and asks for email and password in the
 * same form. After the sign-in it shows the form as it was, not saved yet.
 */
export async function signInWithin({ payload }: Submission): Promise<Answer> {
  if ((await namedByProxy()) !== undefined) return signInByProxy()
  if (!payload.signIn) return { signIn: 'wanted', asked, error: null }
  const checked = safeParse(signInAgain, { signIn: payload.signIn })
  if (!checked.success) return { signIn: 'wanted', asked, error: formatResult(checked) }
  try {
    await requirePasswords()
    const place = await currentPlace()
    const { oneTimePassword: code, ...credentials } = checked.data.signIn
    const account = await checkPassword(database(), credentials, place)
    const proof = account.secondFactor && code ? await checkCode(database(), account, code, place) : undefined
    const work = (trx: Trx) => signIn(trx, account, place, proof)
    await keepTokens(await transaction(database(), work, { queue: 'accounts' }))
    return { signIn: 'done', asked: done, error: null }
  } catch (error) {
    return { signIn: 'wanted', asked, error: await explain(withinSignIn(error), {}) }
  }
}

async function signInByProxy(): Promise<Answer> {
  try {
    if (await enterByProxy()) return { signIn: 'done', asked: done, error: null }
    throw new Refused('The proxy in front of this directory names somebody without an account. Ask an admin.')
  } catch (error) {
    return { signIn: 'wanted', asked, error: await explain(error, {}) }
  }
}

function withinSignIn(error: unknown): unknown {
  return error instanceof FieldRefused ? new FieldRefused(`signIn.${error.field}`, error.message) : error
}
