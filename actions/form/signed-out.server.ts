import type { FormError, Submission } from '@conform-to/dom/future'
import { formatResult } from '@conform-to/zod/v4/future'
import { safeParse } from 'zod'
import { checkPassword, signIn } from '#db/accounts/sign-in.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { currentPlace } from '../request/place.server.ts'
import { keepTokens } from '../request/session-cookies.server.ts'
import { signInAgain } from '../sessions.schema.ts'
import { explain } from './errors.server.ts'

/** Whether the form has signed its sender in, and if not, why. */
type Answer = { signIn: 'wanted' | 'done'; error: Partial<FormError<string[]>> | null }

/**
 * Answers a form that was sent without a session. The page keeps what was typed and asks for email and password in the
 * same form. After the sign-in it shows the form as it was, not saved yet.
 */
export async function signInWithin({ payload }: Submission): Promise<Answer> {
  if (!payload.signIn) return { signIn: 'wanted', error: null }
  const checked = safeParse(signInAgain, { signIn: payload.signIn })
  if (!checked.success) return { signIn: 'wanted', error: formatResult(checked) }
  try {
    const place = await currentPlace()
    const account = await checkPassword(database(), checked.data.signIn, place)
    const work = (trx: Trx) => signIn(trx, account, place)
    await keepTokens(await transaction(database(), work, { queue: 'accounts' }))
    return { signIn: 'done', error: null }
  } catch (error) {
    return { signIn: 'wanted', error: await explain(error, {}) }
  }
}
