import * as z from 'zod/mini'
import { carried, damaged, email, text } from './fields.schema.ts'
import { password } from './passwords.schema.ts'
import { localPath } from './request/local-path.schema.ts'
import { oneTimePassword, saidByDevice } from './second-factor.schema.ts'

/** A page of this site; any other address becomes the list of users. */
const comingBack = z.transform((path: unknown) => (typeof path === 'string' && localPath(path)) || '/users')

export const credentials = z.object({
  email: email('Enter an email address'),
  password: password('Enter a password'),
})

export const signInForm = z.object({ ...credentials.shape, next: comingBack })

export const providerForm = z.object({
  next: comingBack,
  /** "on" when somebody who is signed in confirms that it is them. */
  again: z.transform((sent: unknown) => sent === 'on'),
})

/** Asks for a link by email that signs in. */
export const linkForm = z.object({ email: email('Enter an email address'), next: comingBack })

/** The token of such a link. `submission` is the id of the rendered form. `elsewhere` confirms it in another browser than the one that asked. */
export const linkTarget = z.object({
  token: text({ called: 'Link', max: 100 }),
  submission: text({ called: 'Form', max: 100 }),
  elsewhere: z._default(z.enum(['', 'confirmed'], { error: damaged }), ''),
})

export const codeForm = z.object({ oneTimePassword, next: comingBack })

export const passkeySignIn = z.object({
  response: saidByDevice(
    z.object({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }),
  ),
  next: comingBack,
})

/** For a form that was sent after the session of its sender had ended. */
export const signInAgain = z.object({
  signIn: z.object({ ...credentials.shape, oneTimePassword: text({ called: 'Code', max: 40 }) }),
})

/** The code is for those who have a second factor. */
export const identity = z.object({
  currentPassword: password('Enter your current password'),
  oneTimePassword: text({ called: 'Code', max: 40 }),
})

export const identityForm = z.object({ ...identity.shape, next: comingBack })

/** For a form whose sender has to confirm that it is them. */
export const confirmWithinForm = z.object({ signIn: identity })

export const nothing = z.object({})

export const sessionTarget = z.object({ session: carried() })
