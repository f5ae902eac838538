import * as z from 'zod/mini'
import { mostTeamsOfUser, type UserValues } from '#db/user-values.ts'
import { type UserFields, userForm } from '../users.schema.ts'
import { type Cells, type KnownTeams, readLinks, readStatus, readTeams, readYes } from './read-cells.ts'

/** What keeps a cell from being taken, and what to do about it. */
type Refusal = { field: keyof UserFields; message: string }

type Read = { values: Partial<UserValues>; refusals: Refusal[] }

/**
 * Makes a reader of rows with these fields: their cells as values, checked as the form checks them. A blank cell clears its
 * field; a blank status or "Listed" says nothing.
 */
export function valuesReader(fields: readonly (keyof UserFields)[], find: KnownTeams) {
  const schemas = new Map<string, z.ZodMiniObject>()
  return (cells: Cells): Read => {
    const said = fields.filter((field) => cells[field] || (field !== 'status' && field !== 'listed'))
    const key = said.join()
    const schema = schemas.get(key) ?? only(said)
    schemas.set(key, schema)
    const refusals: Refusal[] = []
    const refuse = (field: keyof UserFields, message: string) => refusals.push({ field, message })
    const payload = Object.fromEntries(said.map((field) => [field, toPayload(field, cells[field] ?? '')]))
    if ('teams' in payload) {
      const { ids, unknown, tooMany } = readTeams(cells.teams ?? '', find)
      payload.teams = ids.map(String)
      if (tooMany)
        refuse('teams', `Somebody can be in ${mostTeamsOfUser} teams at most. Take some out of the cell`)
      for (const name of unknown)
        refuse('teams', `There is no team "${name}". Add the team first, or take it out of the cell`)
    }
    const { data, error } = z.safeParse(schema, payload)
    for (const { path, message } of error?.issues ?? []) {
      const field = path[0] as keyof UserFields
      refuse(field, inFile[field] ?? message)
    }
    return { values: (data ?? {}) as Partial<UserValues>, refusals }
  }
}

// A file has no choices to choose from.
const inFile: Partial<Record<keyof UserFields, string>> = {
  status: 'Enter active or inactive',
  listed: 'Enter yes or no',
}

function only(fields: readonly (keyof UserFields)[]): z.ZodMiniObject {
  const mask = Object.fromEntries(fields.map((field) => [field, true as const]))
  return z.pick(userForm, mask as Record<keyof UserFields, true>) as unknown as z.ZodMiniObject
}

/** A cell as the form would send it. */
function toPayload(field: keyof UserFields, cell: string): unknown {
  if (field === 'links') return readLinks(cell)
  if (field === 'status') return readStatus(cell) ?? cell
  if (field !== 'listed') return cell
  const listed = readYes(cell)
  return listed === undefined ? cell : listed ? 'on' : undefined
}
