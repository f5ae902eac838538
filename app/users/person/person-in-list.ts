import { headers } from 'next/headers'
import { listAt, withList } from '#actions/request/list-address.schema.ts'
import { parseId } from '#db/ids.ts'
import type { Level } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { addressOf } from '../../ui/address-of.ts'
import type { Parameters } from '../query/list-query.ts'
import { titleOf } from '../query/list-title.ts'
import { presentList } from '../query/present-list.ts'

/**
 * The address of a person that names the list they were found in.
 * @param list - the address of a page of the list
 */
export function personIn(list: string, id: number): string {
  return withList(`/users/${id}`, list)
}

/** `list` is the address of the page of the list that the person is on. */
type Neighbour = { person: User; list: string }

export type InList = {
  address: string
  title: string
  previous: Neighbour | undefined
  next: Neighbour | undefined
}

/**
 * The address of the list that led to a page, '' if none did.
 * @param named - the list in the address of the page; without it, the page that the reader comes from is asked
 */
export async function listThatLed(named: Parameters[string]): Promise<string> {
  const address = typeof named === 'string' ? named : pathOf((await headers()).get('referer'))
  return listAt(address) ? address : ''
}

/**
 * The list that led to a person, and who is beside them there.
 * @param named - as of `listThatLed`
 */
export async function listOf(
  id: number,
  named: Parameters[string],
  level: Level,
): Promise<InList | undefined> {
  const address = await listThatLed(named)
  if (!address) return undefined
  const shown = parametersAt(address)
  const list = await presentList(shown, level)
  const { rows, previous, next } = list.page
  const place = rows.findIndex((user) => user.id === id)
  const isKnown = place >= 0
  const besides = (person: User | undefined) => person && { person, list: address }
  return {
    address,
    // Teams are named by the heading, once.
    title: titleOf({ ...list, teams: [], page: { ...list.page, previous: undefined } }),
    previous: isKnown ? (besides(rows[place - 1]) ?? (await onPage(previous, 'last'))) : undefined,
    next: isKnown ? (besides(rows[place + 1]) ?? (await onPage(next, 'first'))) : undefined,
  }

  async function onPage(cursor: string | undefined, end: 'first' | 'last'): Promise<Neighbour | undefined> {
    if (cursor === undefined) return undefined
    const { rows } = (await presentList({ ...shown, cursor }, level)).page
    const person = end === 'first' ? rows[0] : rows.at(-1)
    return person && { person, list: withCursor(address, cursor) }
  }
}

function withCursor(address: string, cursor: string): string {
  const { pathname, searchParams } = new URL(address, 'http://site.invalid')
  searchParams.delete('from')
  searchParams.set('cursor', cursor)
  return addressOf(pathname, searchParams)
}

/** It only becomes a link to a list here, so its host does not matter. */
function pathOf(referer: string | null): string {
  if (!referer || !URL.canParse(referer)) return ''
  const { pathname, search } = new URL(referer)
  return pathname + search
}

function parametersAt(address: string): Parameters {
  const { searchParams } = new URL(address, 'http://site.invalid')
  const parameters: Parameters = {}
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name)
    parameters[name] = values.length > 1 ? values : values[0]
  }
  const team = parseId(listAt(address)?.team ?? '')
  return team ? { ...parameters, team: String(team) } : parameters
}
