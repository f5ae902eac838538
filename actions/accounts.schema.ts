import * as z from 'zod/mini'
import { carried, email, longestEmail, text } from './fields.schema.ts'

/** What the form about an account says. */
export const accountForm = z.object({
  email: email('Enter an email address'),
  role: z.enum(['viewer', 'editor', 'admin'], { error: 'Choose a role' }),
  userEmail: email(),
})

/** The values of a form about an account that passed. */
export type AccountFields = z.output<typeof accountForm>

/** What each field of an account is called, in the form and in its history. */
export const accountLabels: Record<keyof AccountFields | 'userId' | 'disabled', string> = {
  email: 'Email',
  role: 'Role',
  userEmail: 'Email of their person',
  userId: 'Person',
  disabled: 'Disabled',
}

export const roleLabels: Record<AccountFields['role'], string> = {
  viewer: 'Viewer',
  editor: 'Editor',
  admin: 'Admin',
}

/** Which account a form is about, and the version it was rendered from. */
export const accountTarget = z.object({ id: carried(), version: carried() })

/** The form about an account, changing one that exists. */
export const editAccountForm = z.object({ ...accountForm.shape, ...accountTarget.shape })

/** An account, and its email typed again. */
export const eraseAccountTarget = z.object({
  ...accountTarget.shape,
  confirmation: text({ called: 'Email', max: longestEmail, missing: 'Enter the email of the account' }),
})
