import * as z from 'zod/mini'
import { userFields } from '#db/user-fields.ts'
import { carried, text } from './fields.schema.ts'
import { userForm } from './users.schema.ts'

/** The version is the one that the form was rendered from. */
export const userTarget = z.object({ id: carried(), version: carried() })

export const editUserForm = z.object({ ...userForm.shape, ...userTarget.shape })

export const eraseTarget = z.object({
  ...userTarget.shape,
  confirmation: text({ called: 'Name', max: userFields.name.max, missing: 'Enter the name of the person' }),
})

export const revertTarget = z.object({ ...userTarget.shape, to: carried() })
