import * as z from 'zod/mini'
import { carried, email } from './fields.schema.ts'
import { password } from './passwords.schema.ts'
import { localPath } from './request/local-path.schema.ts'

/** Where a page sends people who are to come back: a page of this site, and the list of users for anything else. */
const comingBack = z.transform((path: unknown) => (typeof path === 'string' && localPath(path)) || '/users')

/** What opens an account. */
export const credentials = z.object({
  email: email('Enter an email address'),
  password: password('Enter a password'),
})

/** The form that signs in. */
export const signInForm = z.object({ ...credentials.shape, next: comingBack })

/** The same two fields within a form that was sent by somebody whose session was over. */
export const signInAgain = z.object({ signIn: credentials })

/** A form that needs no fields. */
export const nothing = z.object({})

/** One of one's own sessions. */
export const sessionTarget = z.object({ session: carried() })
