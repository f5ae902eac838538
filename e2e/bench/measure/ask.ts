import { randomUUID } from 'node:crypto'

/** In a body `{n}` becomes a number that no other request of the run has, and `{id}` a new UUID. */
export type Ask = { path: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }

const mostOfOneLoad = 1_000_000
let starts = 0

/** The first number of a load. */
export function newStart(): number {
  return ++starts * mostOfOneLoad
}

export function filled(body: string, n: number): string {
  return body.replaceAll('{n}', String(n)).replaceAll('{id}', randomUUID())
}
