import { cache } from 'react'
import { database } from '#db/database.ts'
import { countryName } from '#db/home-country.ts'
import type { SettingValues } from '#db/tables.ts'
import { listTeams } from '#db/teams/find.ts'
import type { Kind } from '#db/user-fields.ts'
import { type AccountFields, accountLabels, roleLabels } from '../accounts.schema.ts'
import {
  admitLabels,
  type SettingFields,
  settingLabels,
  viewLabels,
  wayInLabels,
} from '../settings.schema.ts'
import { teamLabels } from '../teams.schema.ts'
import { statusLabels } from '../user-rules.schema.ts'
import { formFields } from '../users.schema.ts'
import type { Difference } from './form.schema.ts'

/** Values by field. A field that only one of two states has does not count as a difference. */
export type State = Record<string, unknown>

type TeamNames = ReadonlyMap<unknown, string>

export async function userDifferences(before: State, after: State): Promise<Difference[]> {
  const fields = formFields.filter(({ name }) => differs(name, before, after))
  const teams: TeamNames = fields.some(({ kind }) => kind === 'teams') ? await readTeamNames() : new Map()
  const shown = fields.map(({ name, kind, label }) => ({
    name,
    label,
    before: texts[kind](before[name], teams),
    after: texts[kind](after[name], teams),
  }))
  return [...shown, ...dialledDifferences(before, after)]
}

/** Numbers that the home country changed, though their text is the same. */
function dialledDifferences(before: State, after: State): Difference[] {
  return formFields
    .filter(({ name, kind }) => kind === 'phone' && !differs(name, before, after))
    .map(({ name, label }) => ({ name: `${name}E164`, label: `${label}, as it is dialled` }))
    .filter(({ name }) => differs(name, before, after))
    .map(({ name, label }) => ({ name, label, before: toText(before[name]), after: toText(after[name]) }))
}

/** Read once for each page. */
const readTeamNames = cache(async (): Promise<TeamNames> => {
  const teams = await listTeams(database())
  return new Map(teams.map(({ id, name }) => [id, name]))
})

const texts: Record<Kind, (value: unknown, teams: TeamNames) => string> = {
  line: toText,
  paragraphs: toText,
  email: toText,
  phone: toText,
  teams: (ids, teams) =>
    Array.isArray(ids) ? ids.map((id) => teams.get(id) ?? 'a team that was deleted').join('\n') : '',
  links: toText,
  status: (value) => statusLabels[value as keyof typeof statusLabels] ?? '',
  listed: toText,
}

export function accountDifferences(before: State, after: State): Difference[] {
  return labelled(accountLabels, before, after, (name, value) => {
    if (name === 'role') return roleLabels[value as AccountFields['role']]
    return name === 'userId' && value ? `person ${value}` : toText(value)
  })
}

export function teamDifferences(before: State, after: State): Difference[] {
  return labelled(teamLabels, before, after, (_, value) => toText(value))
}

export function settingDifferences(before: State, after: State): Difference[] {
  return labelled(settingLabels, before, after, (name, value) => {
    if (name === 'homeCountry') return countryName(toText(value))
    if (name === 'timeZone') return toText(value) || 'UTC'
    if (name === 'ssoAdmits') return admitLabels[value as SettingFields['ssoAdmits']]
    if (name === 'waysIn') return wayInLabels[value as SettingFields['waysIn']]
    return name === 'view' ? viewLabels[value as SettingFields['view']] : toText(value)
  })
}

export function settingFields({
  publicView,
  searchEngines,
  ssoOnly,
  ...values
}: SettingValues): SettingFields {
  const { organisation, corsOrigins, homeCountry, timeZone, ...others } = values
  const view = publicView ? (searchEngines ? 'found' : 'anyone') : 'accounts'
  const waysIn = ssoOnly ? 'provider' : 'both'
  return { organisation, view, homeCountry, timeZone, corsOrigins, waysIn, ...others }
}

function labelled<Name extends string>(
  labels: Record<Name, string>,
  before: State,
  after: State,
  show: (name: Name, value: unknown) => string,
): Difference[] {
  const names = Object.keys(labels) as Name[]
  return names
    .filter((name) => differs(name, before, after))
    .map((name) => ({
      name,
      label: labels[name],
      before: show(name, before[name]),
      after: show(name, after[name]),
    }))
}

function differs(name: string, before: State, after: State): boolean {
  return name in before && name in after && toText(before[name]) !== toText(after[name])
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join('\n')
  if (isLink(value)) return value.label ? `${value.label}: ${value.url}` : value.url
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value ?? '')
}

// The database may return the keys of a link in another order.
function isLink(value: unknown): value is { label?: string; url: string } {
  return typeof value === 'object' && value !== null && 'url' in value
}
