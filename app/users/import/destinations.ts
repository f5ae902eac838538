import { type Destination, destinations } from '#actions/imports.schema.ts'
import { headOf } from '#actions/user-words.schema.ts'

/** Where the cells of a column can go, as choices. */
export const destinationChoices = destinations.map((value) => ({ value, label: labelOf(value) }))

function labelOf(destination: Destination): string {
  if (destination === 'leave') return 'Leave out'
  return destination === 'id' ? 'Id' : headOf(destination)
}
