import { LRUCache } from 'lru-cache'
import type { Level } from '#db/policy.ts'
import { isKnown } from '../http/entity-tag.ts'
import type { Answer } from './capture.ts'
import type { Question } from './question.ts'

type Kept = { revision: number; etag: string; answers: Partial<Record<number, Answer>> }

const mostBytes = 64 * 2 ** 20
export const mostOfOne = 4 * 2 ** 20

const kept = new LRUCache<string, Kept>({
  maxSize: mostBytes,
  // Names, headers and objects count, too.
  sizeCalculation: ({ answers }, key) =>
    Object.values(answers).reduce((sum, answer) => sum + (answer?.body.length ?? 0), 2_000 + key.length),
})

export function answerKept(
  level: Level,
  revision: number,
  { key, ifNoneMatch }: Question,
): Answer | undefined {
  const found = kept.get(`${level} ${key}`)
  if (found?.revision !== revision) return undefined
  return found.answers[ifNoneMatch && isKnown(ifNoneMatch, found.etag) ? 304 : 200]
}

/** Errors are not kept. */
export function keep(level: Level, revision: number, { key }: Question, answer: Answer): void {
  const { status, headers } = answer
  const { etag, 'content-type': type = '' } = headers
  if (typeof etag !== 'string' || headers['set-cookie'] || (status !== 200 && status !== 304)) return
  if (status === 200 && !String(type).startsWith('application/json')) return
  const name = `${level} ${key}`
  const before = kept.peek(name)
  const others = before?.revision === revision && before.etag === etag ? before.answers : {}
  kept.set(name, { revision, etag, answers: { ...others, [status]: answer } })
}
