import { mediaTypes } from '../http/media-type.ts'
import type { FileFormat } from '../users/list-request.ts'
import { listParameters } from './schemas.ts'

export const user = { $ref: '#/components/schemas/User' }
export const alice = { id: 1, name: 'Alice Liddell', knownAs: 'Alice', jobTitle: 'Office manager' }

const columns = listParameters.find(({ name }) => name === 'fields')?.schema.items

const card = [
  'BEGIN:VCARD',
  'VERSION:4.0',
  'UID:https://people.example.org/users/1',
  'FN:Alice Liddell',
  'NICKNAME:Alice',
  'TITLE:Office manager',
  'END:VCARD',
  '',
].join('\r\n')

export const cardFields =
  'A property is absent if its field is not set, not permitted or not asked for. Each card has a name, and its UID is the address of the person.'

type TextBody = { description: string; schema: Record<string, unknown>; example: string }

/** Whole lists, each at an address of its own, so that a typed client knows that it gets text. */
export const textBodies: Record<FileFormat, TextBody> = {
  jsonl: {
    description: 'All people who match, one on each line.',
    schema: { contentSchema: { type: 'array', items: user } },
    example: `${JSON.stringify(alice)}\n`,
  },
  csv: {
    description:
      'All people who match: a line of names, then one person on each line (RFC 4180). Cells that a spreadsheet would run as a formula start with an apostrophe; phone numbers do not.',
    schema: {
      contentSchema: {
        type: 'array',
        items: { type: 'object', propertyNames: columns, additionalProperties: { type: 'string' } },
      },
    },
    example: 'id,name\r\n1,Alice Liddell\r\n',
  },
  vcard: {
    description: `All people who match, as vCards of version 4.0 (RFC 6350) in UTF-8. ${cardFields}`,
    schema: {},
    example: card,
  },
}

export function textContent(format: FileFormat) {
  const { schema, example } = textBodies[format]
  const type = mediaTypes[format]
  return { [type]: { schema: { type: 'string', contentMediaType: type, ...schema }, example } }
}
