import * as z from 'zod/mini'
import { userFields } from '#db/user-fields.ts'
import { carried, text } from './fields.schema.ts'
import { userForm } from './users.schema.ts'

/** Which user a form is about, and the version it was rendered from. */
export const userTarget = z.object({ id: carried(), version: carried() })

/** The form about a user, changing one that exists. */
export const editUserForm = z.object({ ...userForm.shape, ...userTarget.shape })

/** A user in the trash, and its name typed again. */
export const eraseTarget = z.object({
  ...userTarget.shape,
  confirmation: text({ called: 'Name', max: userFields.name.max, missing: 'Enter the name of the person' }),
})

/** A user, and the earlier version whose values it gets again. */
export const revertTarget = z.object({ ...userTarget.shape, to: carried() })
