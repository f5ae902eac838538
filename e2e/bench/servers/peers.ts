import { type Server, startServer } from './server.ts'

/** By the name in the table: the kind of `peer.ts`, and its extra. */
const kinds = {
  'Express + pg': ['express'],
  'Fastify + pg': ['fastify'],
  'Hono + pg': ['hono'],
  'Express + compression': ['express', 'gzip'],
  'Fastify + @fastify/compress': ['fastify', 'gzip'],
  'Hono + compress': ['hono', 'gzip'],
  'Hono + etag': ['hono', 'tags'],
} as const

export type Peer = keyof typeof kinds

export function startPeer(name: Peer): Promise<Server> {
  return startServer(name, () => ['node', '--import', 'tsx', 'e2e/bench/servers/peer.ts', ...kinds[name]])
}

/** @param file - whose bytes it answers */
export function startBytes(file: string): Promise<Server> {
  const program = ['node', '--import', 'tsx', 'e2e/bench/servers/peer.ts']
  return startServer('node:http, the same bytes', () => [...program, 'bytes', file])
}
