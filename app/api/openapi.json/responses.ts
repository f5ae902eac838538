import { mediaTypes } from '../http/media-type.ts'
import { type HeaderName, refer } from './headers.ts'
import { problems } from './problems.ts'
import { listParameters } from './schemas.ts'

const always = ['Access-Control-Allow-Origin', 'Access-Control-Expose-Headers', 'Vary'] as const
const kept = [...always, 'Cache-Control', 'ETag'] as const

const user = { $ref: '#/components/schemas/User' }
const alice = { id: 1, name: 'Alice Liddell', knownAs: 'Alice', jobTitle: 'Office manager' }
const columns = listParameters.find(({ name }) => name === 'fields')?.schema.items

const notModified = {
  description:
    'Nothing has changed since the answer that the caller holds (If-None-Match). There is no body.',
  headers: refer(...kept),
}

const preflight = {
  description: 'The permitted methods, and the headers that pages of other sites may send.',
  headers: refer(
    ...always,
    'Access-Control-Allow-Headers',
    'Access-Control-Allow-Methods',
    'Access-Control-Max-Age',
    'Allow',
  ),
}

const list = {
  description: 'People: a page of them as JSON, or all that match as JSON Lines or CSV.',
  headers: refer(...kept, 'Link', 'Preference-Applied', 'X-Total-Count'),
  content: {
    [mediaTypes.json]: { schema: { type: 'array', items: user }, example: [alice] },
    [mediaTypes.jsonl]: {
      schema: {
        description: 'One person on each line.',
        type: 'string',
        contentMediaType: mediaTypes.jsonl,
        contentSchema: { type: 'array', items: user },
      },
      example: `${JSON.stringify(alice)}\n`,
    },
    [mediaTypes.csv]: {
      schema: {
        description:
          'A line of names, then one person on each line (RFC 4180). Cells that a spreadsheet would run as a formula start with an apostrophe.',
        type: 'string',
        contentMediaType: mediaTypes.csv,
        contentSchema: {
          type: 'array',
          items: { type: 'object', propertyNames: columns, additionalProperties: { type: 'string' } },
        },
      },
      example: 'id,name\r\n1,Alice Liddell\r\n',
    },
  },
}

const single = {
  description: 'The person.',
  headers: refer(...kept, 'Last-Modified'),
  content: { [mediaTypes.json]: { schema: user, example: alice } },
}

const good = { List: list, NotModified: notModified, Preflight: preflight, Single: single }

type ProblemStatus = keyof typeof problems

/** Headers of a problem, besides those of every answer. */
const added: { [Status in ProblemStatus]?: HeaderName } = {
  401: 'WWW-Authenticate',
  405: 'Allow',
  429: 'Retry-After',
  503: 'Retry-After',
}

function problem([status, description]: [string, string]) {
  const header = added[Number(status) as ProblemStatus]
  return [
    `Problem${status}`,
    {
      description,
      headers: refer(...always, 'Cache-Control', ...(header ? [header] : [])),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]
}

export const responses = { ...good, ...Object.fromEntries(Object.entries(problems).map(problem)) }

/** References for an operation. @param without - problems that the operation does not have */
export function answers(found: Record<number, keyof typeof good>, ...without: ProblemStatus[]) {
  const wrong = Object.keys(problems).filter((status) => !without.includes(Number(status) as ProblemStatus))
  return Object.fromEntries([
    ...Object.entries(found).map(([status, name]) => [status, reference(name)]),
    ...wrong.map((status) => [status, reference(`Problem${status}`)]),
  ])
}

function reference(name: string) {
  return { $ref: `#/components/responses/${name}` }
}
