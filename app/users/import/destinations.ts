import { type Destination, destinations } from '#actions/imports.schema.ts'
import { headOf } from '#actions/user-words.schema.ts'
import type { FieldName } from '#db/user-fields.ts'

const otherLabels = {
  leave: 'Leave out',
  id: 'Id',
  firstName: 'First name',
  middleName: 'Middle name',
  lastName: 'Last name',
  inactive: 'Status: yes means inactive',
} as const

/** Where the cells of a column can go, as choices. */
export const destinationChoices = destinations.map((value) => ({ value, label: labelOf(value) }))

function labelOf(destination: Destination): string {
  return destination in otherLabels
    ? otherLabels[destination as keyof typeof otherLabels]
    : headOf(destination as FieldName)
}
