import { headOf } from '#actions/user-words.schema.ts'
import type { VisibleField } from '#db/policy.ts'
import { fieldNames } from '#db/user-fields.ts'

export const exportColumns: readonly { key: VisibleField; header: string }[] = [
  { key: 'id', header: 'Id' },
  ...fieldNames.map((key) => ({ key, header: headOf(key) })),
]
