import { type FieldName, fieldNames } from '#db/user-fields.ts'
import type { Destination } from '../imports.schema.ts'
import { fold } from '../spreadsheet/fold.server.ts'
import { headOf, userWords } from '../user-words.schema.ts'

type Place = Exclude<Destination, 'leave'>

// Our own names are those of our files and of the JSON.
const known: Record<Place, { own: string[]; also: readonly string[] }> = {
  id: { own: [], also: ['Person id', 'User id', 'Rollcall id'] },
  ...(Object.fromEntries(
    fieldNames.map((name) => {
      const { label, heads = [] } = userWords[name]
      return [name, { own: [label, headOf(name), name], also: heads }]
    }),
  ) as Record<FieldName, { own: string[]; also: readonly string[] }>),
}

/** Where columns go, by what they are called: each field gets one column at most, our own names before others. */
export function matchColumns(
  head: readonly string[],
  _rows: readonly (readonly string[])[] = [],
): Destination[] {
  const columns: Destination[] = head.map(() => 'leave')
  for (const names of ['own', 'also'] as const)
    for (const [index, cell] of head.entries()) {
      const place = ownIds.includes(cell.trim())
        ? 'id'
        : places.find((each) => known[each][names].some((name) => fold(name) === fold(cell)))
      if (place && columns[index] === 'leave' && !columns.includes(place)) columns[index] = place
    }
  return columns
}

// To the letter: an "ID" from elsewhere is the number of somebody else here.
const ownIds = ['Id', 'id']

const places = Object.keys(known) as Place[]
