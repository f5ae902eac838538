import * as z from 'zod/mini'
import { email, text } from './fields.schema.ts'

const longestPassword = 200

/** NIST SP 800-63B-4, 3.1.1.2: 15 characters where the password is the only factor. */
export const shortestPassword = 15

/** Only the server can check how easily the password is guessed. */
export const newPassword = password('Enter a new password', shortestPassword)

export const passwordForm = z.object({
  currentPassword: password('Enter your current password'),
  newPassword,
})

export const forgottenForm = z.object({ email: email('Enter an email address') })

export const choosePasswordForm = z.object({ token: text({ called: 'Link', max: 100 }), newPassword })

/**
 * Nothing is trimmed, and any character is allowed. '' when not set.
 * @param shortest - in code points, for a password that is being chosen
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
