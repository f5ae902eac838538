import * as z from 'zod/mini'
import { uniqueFields, userFields } from '#db/user-fields.ts'
import { carried, damaged, text, tickBox } from './fields.schema.ts'
import { listAt } from './request/list-address.schema.ts'
import { userForm } from './users.schema.ts'

/** The version is the one that the form was rendered from. */
export const userTarget = z.object({ id: carried(), version: carried() })

/** The list that led to the form, '' if none did. Nothing else gets into an address, and no save fails because of it. */
const list = z.transform((sent: unknown) => (typeof sent === 'string' && listAt(sent) ? sent : ''))

export const newUserForm = z.object({ ...userForm.shape, list, another: tickBox(damaged) })

export const editUserForm = z.object({ ...userForm.shape, ...userTarget.shape, list })

/** `without` names fields to leave blank, because somebody else has their values now. */
export const restoreTarget = z.object({
  ...userTarget.shape,
  without: z.pipe(
    z.transform((sent: unknown): unknown[] => [sent ?? []].flat()),
    z.array(z.enum(uniqueFields), { error: damaged }),
  ),
})

export const eraseTarget = z.object({
  ...userTarget.shape,
  confirmation: text({ called: 'Name', max: userFields.name.max, missing: 'Enter the name of the person' }),
})

export const revertTarget = z.object({ ...userTarget.shape, to: carried() })
