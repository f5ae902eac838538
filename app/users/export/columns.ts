import { headOf } from '#actions/user-words.schema.ts'
import type { VisibleField } from '#db/policy.ts'
import { fieldNames } from '#db/user-fields.ts'

/** The columns of a file of users, in the order of the form. */
export const exportColumns: readonly { key: VisibleField; header: string }[] = [
  { key: 'id', header: 'Id' },
  ...fieldNames.map((key) => ({ key, header: headOf(key) })),
]
