import * as z from 'zod/mini'
import { carried, email, longestEmail, text } from './fields.schema.ts'

export const accountForm = z.object({
  email: email('Enter an email address'),
  role: z.enum(['viewer', 'editor', 'admin'], { error: 'Choose a role' }),
  userEmail: email(),
})

export type AccountFields = z.output<typeof accountForm>

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

export const accountTarget = z.object({ id: carried(), version: carried() })

export const editAccountForm = z.object({ ...accountForm.shape, ...accountTarget.shape })

export const eraseAccountTarget = z.object({
  ...accountTarget.shape,
  confirmation: text({ called: 'Email', max: longestEmail, missing: 'Enter the email of the account' }),
})
