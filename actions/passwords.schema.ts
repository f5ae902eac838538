import * as z from 'zod/mini'
import { text } from './fields.schema.ts'

const longestPassword = 200

/** The fewest characters of a password (NIST SP 800-63B-4, 3.1.1.2: 15 where it is the only factor). */
export const shortestPassword = 15

/** A password that is being chosen. How easily it is guessed only the server can tell. */
export const newPassword = password('Enter a new password', shortestPassword)

/** The form that changes one's own password. */
export const passwordForm = z.object({
  currentPassword: password('Enter your current password'),
  newPassword,
})

/** The form behind a one-time link. */
export const choosePasswordForm = z.object({ token: text({ called: 'Link', max: 100 }), newPassword })

/**
 * A password as typed: nothing is trimmed, any character counts. '' when not set.
 * @param shortest - the fewest characters, in code points, for a password that is being chosen
 */
export function password(missing: string, shortest = 1) {
  return z._default(z.string({ error: 'Password must be text' }), '').check((ctx) => {
    const refuse = (message: string) => ctx.issues.push({ code: 'custom', message, input: ctx.value })
    const length = [...ctx.value].length
    if (length === 0) refuse(missing)
    else if (length < shortest) refuse(`Password must be ${shortest} characters or more`)
    else if (length > longestPassword) refuse(`Password must be ${longestPassword} characters or fewer`)
  })
}
