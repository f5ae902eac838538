import * as z from 'zod/mini'
import { carried, email, emailRule, damaged as error, longestEmail, text } from './fields.schema.ts'

export const accountForm = z.object({
  email: email('Enter an email address'),
  role: z.enum(['viewer', 'editor', 'admin'], { error: 'Choose a role' }),
  // The database knows whether it is the email or the number of a person.
  userEmail: text({ called: 'Person', max: longestEmail, mend: emailRule.mend }),
})

export type AccountFields = z.output<typeof accountForm>

export const accountLabels: Record<keyof AccountFields | 'userId' | 'disabled', string> = {
  email: 'Email',
  role: 'Role',
  userEmail: 'Email or number of their person',
  userId: 'Person',
  disabled: 'Disabled',
}

export const roleLabels: Record<AccountFields['role'], string> = {
  viewer: 'Viewer',
  editor: 'Editor',
  admin: 'Admin',
}

export const accountTarget = z.object({ id: carried(), version: carried() })

export const editAccountForm = z.object({ ...accountForm.shape, ...accountTarget.shape })

export const eraseAccountTarget = z.object({
  ...accountTarget.shape,
  confirmation: text({ called: 'Email', max: longestEmail, missing: 'Enter the email of the account' }),
})

/** All who have not chosen a password yet, or those of them whose link is not valid any more. */
export const remindForm = z.object({ which: z.enum(['all', 'late'], { error }) })
