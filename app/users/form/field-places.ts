import { type FieldName, fieldNames, fieldOf, type Kind } from '#db/user-fields.ts'
import { blankUser } from '#db/users/values.ts'

/** Half a line or a whole one of a wide form; or folded away, because the blank value is nearly always right. */
type Place = 'half' | 'whole' | 'folded'

const places: Record<Kind, Place> = {
  line: 'half',
  email: 'half',
  phone: 'half',
  paragraphs: 'whole',
  teams: 'whole',
  links: 'whole',
  status: 'folded',
  listed: 'folded',
}

/** In the order of the form. */
export function namesAt(place: Place): FieldName[] {
  return fieldNames.filter((name) => places[fieldOf(name).kind] === place)
}

/** The blank values of these fields, as a browser sends them. */
export function asSent(names: readonly FieldName[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, sentAs(blankUser[name])]))
}

function sentAs(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'on' : '') : String(value)
}
