import type { FieldName } from '#db/user-fields.ts'
import { fieldNames } from '#db/user-fields.ts'
import { headOf } from '../../user-words.schema.ts'
import { type Property, partsOf, textOf } from './vcard-properties.server.ts'

/** Says that a card was written here. */
export const productId = '-//Rollcall//People//EN'

/** What no standard property says to the letter. */
export const ownProperties = {
  id: 'X-ROLLCALL-ID',
  sortName: 'X-ROLLCALL-SORT-NAME',
  staffNumber: 'X-ROLLCALL-STAFF-NUMBER',
  status: 'X-ROLLCALL-STATUS',
  listed: 'X-ROLLCALL-LISTED',
} as const

export type OwnCard = Record<string, string>

/** The columns of our own spreadsheets. */
export const ownColumns: readonly string[] = ['Id', ...fieldNames.map(headOf)]

/** The person of a card that was written here, by those columns; undefined for one from elsewhere. */
export function ownCardOf(properties: readonly Property[]): OwnCard | undefined {
  const find = (name: string) => properties.find((property) => property.name === name)
  const id = textOf(find(ownProperties.id))
  if (!id || textOf(find('PRODID')) !== productId) return undefined
  const fields: Record<FieldName, string> = {
    name: textOf(find('FN')),
    knownAs: textOf(find('NICKNAME')),
    pronouns: textOf(find('PRONOUNS')),
    email: textOf(find('EMAIL')),
    phone: numberOf(properties, (types) => !types.includes('CELL')),
    mobile: numberOf(properties, (types) => types.includes('CELL')),
    jobTitle: textOf(find('TITLE')),
    teams: partsOf(find('CATEGORIES'), ',').join('\n'),
    // The street of an address.
    location: partsOf(find('ADR'))[2] ?? '',
    about: textOf(find('NOTE')),
    links: linksOf(properties).join('\n'),
    sortName: textOf(find(ownProperties.sortName)),
    staffNumber: textOf(find(ownProperties.staffNumber)),
    status: textOf(find(ownProperties.status)),
    listed: textOf(find(ownProperties.listed)),
  }
  return Object.fromEntries([['Id', id], ...fieldNames.map((name) => [headOf(name), fields[name]] as const)])
}

function numberOf(properties: readonly Property[], fits: (types: string) => boolean): string {
  return textOf(properties.find(({ name, types }) => name === 'TEL' && fits(types)))
}

/** One on a line, as in a spreadsheet. */
function linksOf(properties: readonly Property[]): string[] {
  const urls = properties.filter(({ name }) => name === 'URL')
  return urls.map(({ group, value }) => {
    const label = properties.find((each) => group && each.group === group && each.name === 'X-ABLABEL')
    return [textOf(label), value].filter(Boolean).join(' ')
  })
}
