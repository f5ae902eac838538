import * as z from 'zod/mini'
import { carried, email } from './fields.schema.ts'
import { password } from './passwords.schema.ts'
import { localPath } from './request/local-path.schema.ts'

/** A page of this site; any other address becomes the list of users. */
const comingBack = z.transform((path: unknown) => (typeof path === 'string' && localPath(path)) || '/users')

export const credentials = z.object({
  email: email('Enter an email address'),
  password: password('Enter a password'),
})

export const signInForm = z.object({ ...credentials.shape, next: comingBack })

/** For a form that was sent after the session of its sender had ended. */
export const signInAgain = z.object({ signIn: credentials })

export const nothing = z.object({})

export const sessionTarget = z.object({ session: carried() })
