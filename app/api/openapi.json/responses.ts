import { mediaTypes } from '../http/media-type.ts'
import type { FileFormat } from '../users/list-request.ts'
import { type HeaderName, refer } from './headers.ts'
import { alice, cardFields, textBodies, textContent, user } from './lists.ts'
import { problems } from './problems.ts'

const always = ['Access-Control-Allow-Origin', 'Access-Control-Expose-Headers', 'Vary'] as const
const kept = [...always, 'Cache-Control', 'ETag'] as const

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
  description: 'A page of people.',
  headers: refer(...kept, 'Link', 'Preference-Applied', 'X-Total-Count'),
  content: { [mediaTypes.json]: { schema: { type: 'array', items: user }, example: [alice] } },
}

const text = (format: FileFormat) => ({
  description: textBodies[format].description,
  headers: refer(...kept),
  content: textContent(format),
})

const single = {
  description: 'The person.',
  headers: refer(...kept, 'Last-Modified'),
  content: { [mediaTypes.json]: { schema: user, example: alice } },
}

const singleCard = {
  description: `The person as a vCard of version 4.0 (RFC 6350). ${cardFields}`,
  headers: refer(...kept, 'Last-Modified'),
  content: textContent('vcard'),
}

const good = {
  List: list,
  ListCsv: text('csv'),
  ListJsonLines: text('jsonl'),
  ListVcards: text('vcard'),
  NotModified: notModified,
  Preflight: preflight,
  Single: single,
  SingleVcard: singleCard,
}

export type ResponseName = keyof typeof good

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
export function answers(found: Record<number, ResponseName>, ...without: ProblemStatus[]) {
  const wrong = Object.keys(problems).filter((status) => !without.includes(Number(status) as ProblemStatus))
  return Object.fromEntries([
    ...Object.entries(found).map(([status, name]) => [status, reference(name)]),
    ...wrong.map((status) => [status, reference(`Problem${status}`)]),
  ])
}

function reference(name: string) {
  return { $ref: `#/components/responses/${name}` }
}
