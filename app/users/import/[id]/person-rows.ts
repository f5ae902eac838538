import { userDifferences } from '#actions/form/differences.server.ts'
import type { Row } from '#actions/imports/read-table.server.ts'
import { userWords } from '#actions/user-words.schema.ts'
import { fieldNames } from '#db/user-fields.ts'
import type { UserValues } from '#db/users/values.ts'
import type { PersonCell } from './people-table.tsx'
import { cut, headAt, mostShown } from './shown.ts'

type Item = {
  row: Row
  before?: UserValues | undefined
  values?: UserValues | undefined
  newTeams?: readonly string[]
}
type Shown = { name: string; label: string; before: string; after: string }

const mostColumns = 20
// Wide tables have shorter cells, so that a page is not too large.
const longestShown = 80
const shortestShown = 32
const longestRow = 480
/** The characters that two texts share before they differ. */
const lead = 20

/**
 * The first people of a kind, in the columns of their sheet that are imported and hold anything. Other fields that change
 * come last.
 */
export async function personRows(
  items: readonly Item[],
  head: readonly string[],
  columns: readonly string[],
) {
  const imported = [...head.keys()].filter((index) => columns[index] !== 'leave').slice(0, mostColumns)
  const fields = imported.map((column) => fieldAt(columns, column))
  const longest = Math.min(longestShown, Math.max(shortestShown, Math.floor(longestRow / imported.length)))
  const found = await Promise.all(
    items.slice(0, mostShown).map(async (item) => {
      const changes = item.values && item.before ? await changesOf(item) : []
      const present = await changesOf({ ...item, before: undefined, values: item.values ?? item.before })
      const cells = imported.map((column): PersonCell => {
        const field = fieldAt(columns, column)
        const change = changes.find(({ name }) => name === field)
        if (change) return aroundChange(change, longest)
        const written = item.row.cells[column]?.trim() ?? ''
        // A blank cell says nothing about somebody who is here.
        const says = field === columns[column] && (written !== '' || !item.before)
        const value = says && present.find(({ name }) => name === field)
        return cut(value ? value.after : written, longest)
      })
      const others = changes.filter(({ name }) => !fields.includes(name)).map(inWords)
      return { number: item.row.number, cells: [...cells, others.join('; ')] }
    }),
  )
  const heads = [...imported.map((column) => headAt(head, column)), 'Other changes']
  const filled = [...heads.keys()].filter((place) => found.some(({ cells }) => cells[place] !== ''))
  return {
    head: filled.map((place) => heads[place] ?? ''),
    rows: found.map(({ number, cells }) => ({
      number,
      cells: filled.map((place) => cells[place] ?? ''),
    })),
  }
}

const nothing = Object.fromEntries(fieldNames.map((name) => [name, undefined]))

async function changesOf({ before, values = before, newTeams = [] }: Item): Promise<Shown[]> {
  const changes: Shown[] = await userDifferences({ ...(before ?? nothing) }, { ...values })
  if (newTeams.length === 0) return changes
  const [here, then] = [await teamsOf(before), await teamsOf(values)]
  const teams = {
    name: 'teams',
    label: userWords.teams.label,
    before: here,
    after: [then, ...newTeams].filter(Boolean).join('\n'),
  }
  return [...changes.filter(({ name }) => name !== 'teams'), teams]
}

async function teamsOf(values: UserValues | undefined): Promise<string> {
  const [teams] = await userDifferences({ teams: undefined }, { teams: values?.teams ?? [] })
  return teams?.after ?? ''
}

const parts = ['firstName', 'middleName', 'lastName']

/** The field that a column decides. Of several for one field it is the first one. */
function fieldAt(columns: readonly string[], column: number): string | undefined {
  const fields = columns.slice(0, column + 1).map(fieldOf)
  const field = fields[column]
  return field !== undefined && fields.indexOf(field) === column ? field : undefined
}

function fieldOf(column: string): string {
  return parts.includes(column) ? 'name' : column === 'inactive' ? 'status' : column
}

/** Two long texts from where they differ. */
function aroundChange({ before, after }: Shown, longest: number): PersonCell {
  let first = 0
  while (first < before.length && before[first] === after[first]) first++
  const start = before.length > longest ? Math.max(0, first - lead) : 0
  const from = (text: string) =>
    start === 0 ? text : `…${text.slice(start).replace(/^[\udc00-\udfff]/, '')}`
  return [cut(from(before), longest), cut(from(after), longest)]
}

function inWords({ label, before, after }: Shown): string {
  return `${label}: ${cut(before, longestShown) || 'blank'} → ${cut(after, longestShown) || 'blank'}`
}
