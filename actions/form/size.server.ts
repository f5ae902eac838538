import { headers } from 'next/headers'
import { sessionToken } from '../request/session-cookies.server.ts'
import { NotRead, TooLarge } from './errors.server.ts'
import { reactPrefix } from './field-names.server.ts'

/** The most text of one field, of a form, and of a form of somebody who is not signed in, in bytes. */
const most = { value: 256_000, form: 300_000, ofStrangers: 32_000 }

/** The state that React posts back with a form holds what was typed, a control character as six bytes, and its errors. */
const stateFactor = 8

/** What decides how much is taken. */
export type Limits = {
  /** Less is taken from somebody who is not. */
  signedIn: boolean
  /** The form has a field for a file. */
  file: boolean
  /** The length of all that was sent, in bytes. */
  sent: number
}

/**
 * Bounds what is posted before anything else looks at it: a refused form sends back what was typed, in the page and in the
 * state around it, each quote as fifteen bytes. React keeps its own fields from the action that it calls, so that what they
 * take is known from the length of all.
 * @throws NotRead, and TooLarge for fields of React
 */
export function checkSize(data: FormData, { signedIn, file, sent }: Limits): void {
  const limit = signedIn ? most.form : most.ofStrangers
  let [typed, files] = [0, 0]
  for (const [name, value] of data) {
    if (typeof value !== 'string') {
      if (!file) throw new NotRead(400, 'This form takes no file. Open the page again.')
      files += value.size
    } else if (!name.startsWith(reactPrefix)) {
      const bytes = Buffer.byteLength(value)
      if (bytes > most.value) throw tooLong(signedIn)
      typed += Buffer.byteLength(name) + bytes
    }
  }
  if (sent - typed - files > limit * stateFactor) throw new TooLarge()
  if (typed > limit) throw tooLong(signedIn)
}

/** The limits of the present request, as far as they are known before the session is looked up. proxy.ts wants a length of all. */
export async function limitsOf(file: boolean): Promise<Limits> {
  const sent = Number((await headers()).get('content-length'))
  return { file, sent, signedIn: Boolean(await sessionToken()) }
}

function tooLong(signedIn: boolean): NotRead {
  const what = signedIn ? 'Shorten it' : 'Sign in first, or shorten it'
  return new NotRead(
    413,
    `This form holds more text than is taken here, so nothing was done. ${what}, then send it again; the way back in your browser leads to what you typed.`,
  )
}
