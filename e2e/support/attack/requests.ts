import { routesOfBuild } from './routes.ts'
import { sequence } from './sequence.ts'
import { headers as knownHeaders, methods, parameters, words } from './words.ts'

export type HostileRequest = {
  kind: Kind
  method: string
  /** With characters below 256 alone, as Node sends it. */
  path: string
  headers: Record<string, string>
  body: Buffer | undefined
}

/** What somebody can know who sends hostile requests. */
export type Known = {
  /** Values of the header Cookie: of nobody and of each role. */
  cookies: string[]
  /** The origin of the site. */
  origin: string
  /** The ids of actions. */
  actions: string[]
}

type Random = {
  chance: (part: number) => boolean
  pick: <T>(from: readonly T[]) => T
  below: (n: number) => number
}

type Kind = keyof typeof kinds

/** How requests of each kind are made, and how many there are of it in a hundred. */
const kinds = {
  page: { weight: 21, make: page },
  router: { weight: 12, make: router },
  api: { weight: 20, make: api },
  strangePath: { weight: 10, make: strangePath },
  form: { weight: 10, make: form },
  textBody: { weight: 8, make: textBody },
  knownAction: { weight: 10, make: knownAction },
  unknownAction: { weight: 3, make: unknownAction },
  danglingForm: { weight: 3, make: danglingForm },
  brokenMultipart: { weight: 3, make: brokenMultipart },
}

type Part = Partial<Omit<HostileRequest, 'kind'>> & { path: string }

/** The same requests in each run. */
export function* hostileRequests(known: Known, count: number): Generator<HostileRequest> {
  const random = randomFrom(2026)
  const deck = (Object.keys(kinds) as Kind[]).flatMap((kind) => Array<Kind>(kinds[kind].weight).fill(kind))
  for (let number = 0; number < count; number++) {
    const kind = random.pick(deck)
    const { method = random.pick(methods), path, headers = {}, body } = kinds[kind].make(random, known)
    const cookie = cookieFrom(random, known)
    yield { kind, method, path, headers: { cookie, ...strangeHeaders(random), ...headers }, body }
  }
}

function page(random: Random): Part {
  return { path: `${route(random)}${query(random)}` }
}

/** As the router of a browser asks, and as it never would. */
function router(random: Random): Part {
  const names = ['next-router-state-tree', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-url']
  const sent = knownHeaders.filter(([name]) => names.includes(name) && random.chance(0.4))
  const headers = Object.fromEntries(sent.map(([name, values]) => [name, random.pick(values)]))
  return {
    method: random.pick(['GET', 'GET', 'GET', 'HEAD', 'OPTIONS']),
    ...page(random),
    headers: { rsc: '1', ...headers },
  }
}

function api(random: Random): Part {
  const places = [
    '/api/users',
    '/api/users',
    '/api/users.csv',
    '/api/users.jsonl',
    '/api/users.vcf',
    '/api/openapi.json',
  ]
  const one = `/api/users/${segment(random)}${random.pick(['', '', '.vcf', '.json'])}`
  return { path: `${random.chance(0.7) ? random.pick(places) : one}${query(random)}` }
}

function strangePath(random: Random): Part {
  const starts = [
    '',
    '/',
    '//',
    '/users/',
    '/_next/',
    '/_next/static/',
    '/_next/image',
    '/api/',
    'http://evil.example/',
    '*',
    '/.',
  ]
  const parts = Array.from({ length: random.below(4) }, () => segment(random))
  return {
    path:
      `${random.pick(starts)}${parts.join(random.pick(['/', '//', '/./', ';', '/%2e%2e/']))}${query(random)}` ||
      '/',
  }
}

/** A whole form with wrong fields, for the action of a page or for none. */
function form(random: Random, { actions, origin }: Known, bound = '$@1'): Part {
  const fields: [string, string][] = random.chance(0.7)
    ? [
        ['$ACTION_REF_1', ''],
        [
          '$ACTION_1:0',
          JSON.stringify({ id: random.pick(actions), bound: random.pick([bound, bound, null]) }),
        ],
        ['$ACTION_1:1', random.pick(['[{"result":null}]', '[]', '[null]', '[{}]', '[7]'])],
        ['$ACTION_KEY', random.pick(words)],
      ]
    : []
  for (let more = random.below(6); more > 0; more--)
    fields.push([
      random.pick([...parameters, 'name', 'email', 'version', 'submission', '__INTENT__', 'links[0].url']),
      random.pick(words),
    ])
  const encoded = encodeMultipart(fields)
  return { method: 'POST', path: pathOfPage(random), ...encoded, headers: { ...encoded.headers, origin } }
}

/** Its action is bound to a part that is not there. */
function danglingForm(random: Random, known: Known): Part {
  return form(random, known, '$@9')
}

function textBody(random: Random, { origin }: Known): Part {
  const types = [
    'application/json',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'application/xml',
    'image/png',
    '',
  ]
  const body = Buffer.from(
    random.pick([random.pick(words), `q=${random.pick(words)}&id=1`, '[1,2', '{"name":"Ada"}']),
  )
  return {
    method: random.pick(['POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: random.chance(0.7) ? pathOfPage(random) : api(random).path,
    headers: { origin, 'content-type': random.pick(types), 'content-length': String(body.length) },
    body,
  }
}

/** As scripts call an action, with arguments that it does not expect. */
function knownAction(random: Random, { actions, origin }: Known): Part {
  const args = [
    '[]',
    '[null]',
    '[null,{}]',
    '[null,"x"]',
    '[{"result":1},7]',
    '[null,["$undefined"]]',
    '[[[[[]]]]]',
    '[null,"$D2026"]',
  ]
  const body = Buffer.from(random.pick(args))
  const headers = {
    origin,
    'next-action': random.pick(actions),
    'content-type': 'text/plain;charset=UTF-8',
    'content-length': String(body.length),
  }
  return { method: 'POST', path: pathOfPage(random), headers, body }
}

function unknownAction(random: Random, known: Known): Part {
  const id = random.pick([
    '0'.repeat(42),
    'f'.repeat(42),
    'x',
    '0',
    '__proto__',
    ...words.filter((word) => /^[\w.$-]+$/.test(word)),
  ])
  if (random.chance(0.5)) {
    const call = knownAction(random, known)
    return { ...call, headers: { ...call.headers, 'next-action': id } }
  }
  return form(random, { ...known, actions: [id] })
}

function brokenMultipart(random: Random, { origin }: Known): Part {
  const [head, tail] = ['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n', '--x--\r\n']
  const texts = [
    '',
    '--x',
    head,
    `${head}--y--`,
    tail,
    `--x\r\n\r\n\r\n${tail}`,
    `--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n${tail}`,
    '\0\0',
  ]
  const body = Buffer.from(random.pick(texts))
  const type = random.pick([
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary="',
  ])
  return {
    method: 'POST',
    path: pathOfPage(random),
    headers: { origin, 'content-type': type, 'content-length': String(body.length) },
    body,
  }
}

const routes = routesOfBuild()

function route(random: Random): string {
  return random.pick(routes).replaceAll(/\[[^\]]+\]/g, () => segment(random))
}

/** Mostly one where a post reaches its page. */
function pathOfPage(random: Random): string {
  const path = random.pick(routes.filter((each) => !each.startsWith('/api/')))
  return path.replaceAll(/\[[^\]]+\]/g, () =>
    random.chance(0.7) ? String(random.below(9)) : segment(random),
  )
}

function segment(random: Random): string {
  if (random.chance(0.5)) return String(random.below(40))
  return encoded(random, random.pick(words)).replaceAll('?', '%3F') || '0'
}

function query(random: Random): string {
  if (random.chance(0.3)) return ''
  const pairs = Array.from({ length: 1 + random.below(4) }, () => {
    const name = encoded(random, random.pick(parameters))
    return random.chance(0.1) ? name : `${name}=${encoded(random, random.pick(words))}`
  })
  return `?${pairs.join(random.pick(['&', '&', '&&', ';']))}`
}

/** A text as a part of an address: rightly encoded, or twice, or hardly at all. */
function encoded(random: Random, text: string): string {
  const whole = Buffer.from(text).toString()
  if (random.chance(0.6)) return encodeURIComponent(whole)
  if (random.chance(0.3)) return encodeURIComponent(encodeURIComponent(whole))
  return Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[\0-\x20\x7f#]/g, '+')
}

function cookieFrom(random: Random, { cookies }: Known): string {
  const names = [
    'session',
    'notice',
    'known',
    'pending',
    'list',
    '__Host-session',
    '__Secure-x',
    '__proto__',
    '',
  ]
  const strange = () => `${random.pick(names)}=${headerValue(random.pick(words))}`
  const parts = [
    random.pick(cookies),
    ...Array.from({ length: random.chance(0.3) ? random.below(4) : 0 }, strange),
  ]
  return parts.filter(Boolean).join(random.pick(['; ', ';', '; ; ', ', ']))
}

function strangeHeaders(random: Random): Record<string, string> {
  const count = random.chance(0.5) ? 0 : 1 + random.below(4)
  return Object.fromEntries(
    Array.from({ length: count }, () => {
      const [name, values] = random.pick(knownHeaders)
      return [name, random.chance(0.75) ? random.pick(values) : headerValue(random.pick(words))]
    }),
  )
}

/** Without the characters that Node refuses to send. */
function headerValue(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '~')
    .trim()
}

// Shorter ones are not read.
const boundary = 'rollcall-hostile-request-0123456789'

function encodeMultipart(fields: [string, string][]) {
  const parts = fields.map(([name, value]) => {
    const quoted = name.replaceAll('"', '%22')
    return `--${boundary}\r\nContent-Disposition: form-data; name="${quoted}"\r\n\r\n${value}\r\n`
  })
  const body = Buffer.from(`${parts.join('')}--${boundary}--\r\n`)
  const type = `multipart/form-data; boundary=${boundary}`
  return { headers: { 'content-type': type, 'content-length': String(body.length) }, body }
}

function randomFrom(seed: number): Random {
  const next = sequence(seed)
  return {
    chance: (part) => next() < part,
    pick: <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T,
    below: (n) => Math.floor(next() * n),
  }
}
