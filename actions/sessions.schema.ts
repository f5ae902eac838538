import * as z from 'zod/mini'
import { carried, email } from './fields.schema.ts'
import { password } from './passwords.schema.ts'

/** Where a page sends people who are to come back: a path of this site, and the list of users for anything else. */
const localPath = z.transform((path: unknown) =>
  typeof path === 'string' && isLocalPath(path) ? path : '/users',
)

/** What opens an account. */
export const credentials = z.object({
  email: email('Enter an e-mail'),
  password: password('Enter a password'),
})

/** The form that signs in. */
export const signInForm = z.object({ ...credentials.shape, next: localPath })

/** The same two fields within a form that was sent by somebody whose session was over. */
export const signInAgain = z.object({ signIn: credentials })

/** A form that needs no fields. */
export const nothing = z.object({})

/** One of one's own sessions. */
export const sessionTarget = z.object({ session: carried() })

/**
 * Whether a browser takes this for a path of the same site. "//host" and "/\host" are other sites, and what is encoded
 * once more may be decoded by whoever stands in between.
 */
export function isLocalPath(path: string): boolean {
  return [path, decode(path), decode(decode(path))].every((form) => /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(form))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
