import type { Snapshot, User } from '../tables.ts'
import { type FieldName, type FieldsOf, fieldNames, fieldOf, type Kind } from '../user-fields.ts'
import { toAscii } from './email.ts'
import { toE164 } from './phone.ts'

type Value<K extends Kind> = User[FieldsOf<K>]

type KindRow<V> = {
  type: 'text' | 'jsonb' | 'boolean' | 'integer[]'
  blank: V
  /** SQL for the value as a JSON text; null where it is not set. */
  json: (column: string) => string
  tidy?: (value: V) => unknown
  /** A second column with `suffix` in its name, computed from the same value. */
  beside?: { suffix: string; from: (value: V, homeCountry: string) => unknown }
}

export const kinds: { [K in Kind]: KindRow<Value<K>> } = {
  line: { type: 'text', blank: '', json: text },
  paragraphs: { type: 'text', blank: '', json: text },
  email: { type: 'text', blank: '', json: text, beside: { suffix: 'Ascii', from: toAscii } },
  phone: { type: 'text', blank: '', json: text, beside: { suffix: 'E164', from: toE164 } },
  teams: { type: 'integer[]', blank: [], json: namedTeams, tidy: inOrder },
  links: { type: 'jsonb', blank: [], json: links },
  status: { type: 'text', blank: 'active', json: text },
  listed: { type: 'boolean', blank: true, json: (column) => column },
}

type StoredColumn = {
  name: keyof Snapshot
  type: string
  from: (values: Pick<User, FieldName>, homeCountry: string) => unknown
}

export const storedColumns: readonly StoredColumn[] = fieldNames.flatMap((name) => {
  const { type, tidy, beside }: Omit<KindRow<never>, 'blank'> = kinds[fieldOf(name).kind]
  const column = (suffix: string, from?: (value: never, homeCountry: string) => unknown) => ({
    name: `${name}${suffix}` as keyof Snapshot,
    type,
    from: (values: Pick<User, FieldName>, homeCountry: string) =>
      from ? from(values[name] as never, homeCountry) : values[name],
  })
  return [column('', tidy), ...(beside ? [column(beside.suffix, beside.from)] : [])]
})

/** Their values follow from other columns. */
export const besideColumns = fieldNames.flatMap((name) => {
  const { beside } = kinds[fieldOf(name).kind]
  return beside ? [`${name}${beside.suffix}`] : []
})

/** `knownAs` becomes `known_as`. */
export function inSql(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function text(column: string): string {
  return `to_json(nullif(${column}, ''))`
}

function namedTeams(column: string): string {
  return `case when ${column} <> '{}' then named_teams end`
}

function links(column: string): string {
  return `case when ${column} <> '[]' then (
    select '[' || string_agg(
      '{' || concat_ws(',', '"label":' || ${text("link ->> 'label'")}, '"url":' || to_json(link ->> 'url')) || '}', ',')
      || ']'
    from jsonb_array_elements(${column}) link) end`
}

export function inOrder(teams: readonly number[]): number[] {
  return [...new Set(teams)].sort((one, other) => one - other)
}
