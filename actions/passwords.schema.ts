import * as z from 'zod/mini'
import { password, text } from './fields.schema.ts'

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
