import type { Destination } from '../imports.schema.ts'

type Field = Exclude<Destination, 'leave'>

// The first names are those of our own files and of the JSON.
const known: Record<Field, { own: string[]; also: string[] }> = {
  id: { own: [], also: ['User id', 'Rollcall id'] },
  name: { own: ['Full name', 'name'], also: ['Display name', 'Person', 'Names', 'Nom', 'Nombre'] },
  knownAs: { own: ['Known as'], also: ['Nickname', 'Preferred name', 'Short name', 'Called'] },
  email: { own: ['E-mail'], also: ['E-mail address', 'Mail', 'Mail address', 'Work e-mail', 'Correo'] },
  phone: {
    own: ['Phone'],
    also: ['Telephone', 'Phone number', 'Tel', 'Telefon', 'Téléphone', 'Mobile', 'Work phone'],
  },
  jobTitle: { own: ['Job title'], also: ['Title', 'Job', 'Position', 'Role', 'Function'] },
  teams: { own: ['Teams'], also: ['Team', 'Department', 'Departments', 'Group', 'Groups', 'Unit'] },
  location: { own: ['Location'], also: ['Office', 'Place', 'Room', 'Site', 'Town', 'City'] },
  about: { own: ['About'], also: ['Notes', 'Note', 'Description', 'Bio', 'Comment'] },
  links: { own: ['Links'], also: ['Link', 'Web page', 'Website', 'Homepage', 'URL'] },
  status: { own: ['Status'], also: ['State', 'Active'] },
  listed: { own: ['Listed', 'Listed in the public view'], also: ['Public'] },
}

/** Where columns go, by what they are called: each field gets one column at most, our own names before others. */
export function matchColumns(head: readonly string[]): Destination[] {
  const columns: Destination[] = head.map(() => 'leave')
  for (const names of ['own', 'also'] as const)
    for (const [index, cell] of head.entries()) {
      const field = ownIds.includes(cell.trim())
        ? 'id'
        : fields.find((each) => known[each][names].some((name) => fold(name) === fold(cell)))
      if (field && columns[index] === 'leave' && !columns.includes(field)) columns[index] = field
    }
  return columns
}

// To the letter: an "ID" from elsewhere is the number of somebody else here.
const ownIds = ['Id', 'id']

const fields = Object.keys(known) as Field[]

const longestWord = 400

/** A short text as the heads of columns are compared: without accents, case, spaces and marks. */
export function fold(text: string): string {
  return text
    .slice(0, longestWord)
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
