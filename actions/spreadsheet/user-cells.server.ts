import { type Field, type Kind, userFields } from '#db/user-fields.ts'
import { teamForm } from '../teams.schema.ts'
import { type KnownTeams, readLinks, readStatus, readTeams, readYes } from './read-cells.server.ts'

type Cell = {
  /** What a cell may hold, for people. */
  guide: (field: Field) => string
  /** A cell, as the form would send it. */
  read: (cell: string, find: KnownTeams) => { sent: unknown; refusals?: string[]; newTeams?: string[] }
  /** A value of the JSON, as a cell. */
  write: (value: never) => string
  /** What to do about a cell that is refused, where the form offers a choice and a file does not. */
  refusal?: string
  /** A blank cell says nothing. Without it, a blank cell clears the field. */
  blankSaysNothing?: true
}

const text: Cell = {
  guide: () => 'Any text',
  read: (cell) => ({ sent: cell }),
  write: (value: string) => value,
}

/** How each kind of field is read from a cell of a spreadsheet, and written to one. */
export const cellsByKind: Record<Kind, Cell> = {
  line: text,
  paragraphs: { ...text, guide: ({ max = 0 }) => `Up to ${max.toLocaleString('en')} characters` },
  email: { ...text, guide: () => 'An email address' },
  phone: { ...text, guide: () => 'A number, with the country code' },
  teams: {
    guide: () => 'By name, one per line or with commas between them',
    read: (cell, find) => {
      const { ids, unknown, tooMany } = readTeams(cell, find)
      const names = unknown.map((name) => ({ name, ...teamForm.shape.name.safeParse(name) }))
      const refusals = names
        .filter(({ success }) => !success)
        .map(({ name }) => `"${name.slice(0, 100)}" cannot be the name of a team. Take it out of the cell`)
      const newTeams = names.flatMap(({ data }) => data ?? [])
      return { sent: ids.map(String), refusals: tooMany ? [tooManyTeams] : refusals, newTeams }
    },
    write: (teams: { name: string }[]) => teams.map(({ name }) => name).join('\n'),
  },
  links: {
    guide: () => 'One per line. A label may come before the address',
    read: (cell) => ({ sent: readLinks(cell) }),
    write: (links: { label?: string; url: string }[]) =>
      links.map(({ label, url }) => (label ? `${label} ${url}` : url)).join('\n'),
  },
  status: {
    guide: () => 'active or inactive. Blank means active for somebody new',
    read: (cell) => ({ sent: readStatus(cell) ?? cell }),
    write: (value: string) => value,
    refusal: 'Enter active or inactive',
    blankSaysNothing: true,
  },
  listed: {
    guide: () => 'yes or no. Blank means yes for somebody new',
    read: (cell) => {
      const listed = readYes(cell)
      return { sent: listed === undefined ? cell : listed ? 'on' : undefined }
    },
    write: (listed: boolean) => (listed ? 'yes' : 'no'),
    refusal: 'Enter yes or no',
    blankSaysNothing: true,
  },
}

const tooManyTeams = `Somebody can be in ${userFields.teams.max} teams at most. Take some out of the cell`
