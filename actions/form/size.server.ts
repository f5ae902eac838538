import { headers } from 'next/headers'
import { sessionToken } from '../request/session-cookies.server.ts'
import { NotRead, TooLarge } from './errors.server.ts'
import { reactPrefix } from './field-names.server.ts'

/** In bytes: one field, one form, and one form of somebody who is not signed in. */
const most = { value: 256_000, form: 300_000, ofStrangers: 32_000 }

/** React posts the state back with the form: what was typed, with six bytes for a control character, and the errors. */
const stateFactor = 8

export type Limits = {
  signedIn: boolean
  file: boolean
  /** The length of the whole request, in bytes. */
  sent: number
}

/**
 * Limits what is posted before other code reads it, because a refused form sends back what was typed twice: in the page
 * and in the state around it, with fifteen bytes for each quote. React hides its own fields from the action, so their
 * size is computed from the length of the request.
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

/** The limits before the session is looked up. app/request/page-requests.ts requires a Content-Length. */
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
