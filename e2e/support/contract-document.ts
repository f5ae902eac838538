import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'csv-parse/sync'
import { type Card, readCards } from './cards.ts'

export type Answer = {
  method: string
  url: string
  status: number
  headers: Record<string, string>
  body: string
}

/** Checks answers against the OpenAPI document of their server. */
export type Contract = { faultsOf: (answer: Answer) => string[] }

type Json = Record<string, unknown>
type Reply = { headers?: Record<string, Json>; content?: Record<string, Json> }

// Headers of the transport, and those of every address on the server.
const ofTheServer =
  /^(connection|content-(encoding|length|type)|cross-origin-(opener|resource)-policy|date|keep-alive|permissions-policy|referrer-policy|strict-transport-security|transfer-encoding|x-content-type-options)$/

/** Consumers must accept new fields; here a field that the document does not name is a fault. */
export function makeContract(document: Json): Contract {
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  addFormats.default(ajv)
  const closed = close(document) as Json
  ajv.addSchema(closed, 'openapi.json')

  return {
    faultsOf: (answer) => {
      const found = findReply(answer)
      if (!found) return ['the document does not name this status here']
      const { reply, pointer } = found
      return [...headerFaults(answer, reply), ...bodyFaults(answer, reply, pointer)]
    },
  }

  function findReply({ method, url, status, headers }: Answer) {
    const { pathname } = new URL(url)
    const paths = Object.keys(closed.paths as Json).sort(longestFirst)
    const path = paths.find((each) => patternOf(each).test(`${pathname}${endingOf(pathname, headers)}`))
    // An unknown address answers like a user that does not exist, or refuses the method.
    const template = path ?? '/api/users/{id}'
    if (!path && ![204, 404, 405].includes(status)) return undefined
    // HEAD answers like GET; the document describes the refusal of other methods under GET.
    const operation = method === 'OPTIONS' ? 'options' : 'get'
    if (!['GET', 'HEAD', 'OPTIONS'].includes(method) && status !== 405) return undefined
    return resolve(`/paths/${toPointer(template)}/${operation}/responses/${status}`)
  }

  /** Other formats than JSON are described at the address that has only that one. */
  function endingOf(pathname: string, headers: Answer['headers']): string {
    const ending = endings[headers['content-type'] ?? ''] ?? ''
    return pathname.endsWith(ending) ? '' : ending
  }

  function headerFaults({ headers }: Answer, { headers: named = {} }: Reply): string[] {
    const known = new Map(Object.entries(named).map(([name, header]) => [name.toLowerCase(), header]))
    const unknown = Object.keys(headers).filter((name) => !known.has(name) && !ofTheServer.test(name))
    const faults = [...known].flatMap(([name, header]) => {
      const found = resolve<{ required: boolean; schema: Json }>(header)
      const value = headers[name]
      if (!found) return [`header ${name}: a reference that leads nowhere`]
      if (value === undefined) return found.reply.required ? [`header ${name} is missing`] : []
      const typed = found.reply.schema.type === 'integer' ? Number(value) : value
      return schemaFaults(`${found.pointer}/schema`, typed, `header ${name}`)
    })
    return [...unknown.map((name) => `header ${name} is not named`), ...faults]
  }

  function bodyFaults(answer: Answer, reply: Reply, pointer: string): string[] {
    const faults = schemaFaultsOf(answer, reply, pointer)
    // With the parameter `fields` only the id is always there.
    return new URL(answer.url).searchParams.has('fields')
      ? faults.filter((fault) => !fault.includes('"missingProperty":"name"'))
      : faults
  }

  function schemaFaultsOf({ method, headers, body }: Answer, { content }: Reply, pointer: string): string[] {
    if (method === 'HEAD' || !content) return body === '' ? [] : ['there must be no body']
    const [type = ''] = (headers['content-type'] ?? '').split(';')
    if (!Object.hasOwn(content, type)) return [`media type ${type} is not named`]
    const schema = `${pointer}/content/${toPointer(type)}/schema`
    if (type === 'application/jsonl')
      return schemaFaults(
        `${schema}/contentSchema`,
        body
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
        'lines',
      )
    if (type === 'text/csv')
      return schemaFaults(`${schema}/contentSchema`, parse(body, { bom: true, columns: true }), 'rows')
    if (type === 'text/vcard') return readCards(body).flatMap(cardFaults)
    return schemaFaults(schema, JSON.parse(body), 'body')
  }

  function schemaFaults(pointer: string, value: unknown, name: string): string[] {
    const validate = ajv.getSchema(`openapi.json#${encodeURI(pointer)}`)
    if (!validate) return [`${name}: there is no schema at ${pointer}`]
    validate(value)
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }

  /** The object at a place of the document, after following a reference. */
  function resolve<Found = Reply>(place: string | Json): { reply: Found; pointer: string } | undefined {
    if (typeof place !== 'string') return resolve(String(place.$ref).slice(1))
    const parts = place.split('/').slice(1).map(fromPointer)
    const value = parts.reduce<unknown>((found, part) => (found as Json | undefined)?.[part], closed)
    const { $ref } = (value ?? {}) as { $ref?: string }
    if ($ref) return resolve($ref.slice(1))
    return value === undefined ? undefined : { reply: value as Found, pointer: place }
  }
}

const endings: Record<string, string> = {
  'text/csv': '.csv',
  'application/jsonl': '.jsonl',
  'text/vcard': '.vcf',
}

function cardFaults(card: Card): string[] {
  const needed = ['uid', 'fn', 'n', 'kind']
  return needed.filter((name) => card.get(name) === undefined).map((name) => `a card has no ${name}`)
}

function longestFirst(one: string, other: string): number {
  return other.length - one.length
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
}

/** Every object refuses properties that it does not name. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close)
  if (typeof value !== 'object' || value === null) return value
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, close(each)]))
  return copy.type === 'object' && copy.properties ? { additionalProperties: false, ...copy } : copy
}

// JSON Pointer (RFC 6901).
function toPointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}

function fromPointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}
