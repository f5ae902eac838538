import { getPathValue, type Submission, setPathValue } from '@conform-to/dom/future'
import * as z from 'zod'
import { enterName, findIntent } from './form.schema.ts'

export type Lists = Record<string, number>

const row = z.int().min(0).max(99)
const change = z.discriminatedUnion('type', [
  z.object({ type: z.literal('insert'), name: z.string(), index: row.optional() }),
  z.object({ type: z.literal('remove'), name: z.string(), index: row }),
  z.object({ type: z.literal('reorder'), name: z.string(), from: row, to: row }),
])

/** The intent of the pressed button. Enter means "find" if the page does not show the typed word's matches yet. */
export function intentOf({ intent, payload }: Submission): string | null {
  const finds = payload[enterName] !== undefined && payload.find !== payload.found
  return intent ?? (finds ? findIntent : null)
}

/**
 * The values after a button such as "Add link". Nothing is saved.
 * @returns undefined when this form does not offer the intent
 */
export function resolveListIntent(submission: Submission, lists: Lists): Submission['payload'] | undefined {
  // The page narrows its boxes by the word in the form.
  if (submission.intent === findIntent) return submission.payload
  const intent = change.safeParse(parse(submission.intent)).data
  const most = intent && Object.hasOwn(lists, intent.name) ? lists[intent.name] : undefined
  if (!intent || most === undefined) return undefined
  const found = getPathValue(submission.payload, intent.name)
  const rows = Array.isArray(found) ? [...found] : []
  if (intent.type === 'insert' && rows.length < most) rows.splice(intent.index ?? rows.length, 0, {})
  if (intent.type === 'remove') rows.splice(intent.index, 1)
  if (intent.type === 'reorder' && Math.max(intent.from, intent.to) < rows.length)
    rows.splice(intent.to, 0, ...rows.splice(intent.from, 1))
  return setPathValue({ ...submission.payload }, intent.name, rows)
}

/** Conform writes an intent as `type({...})`. */
function parse(intent: string | null): unknown {
  const [, type, options] = /^(insert|remove|reorder)\((\{.{0,500}\})\)$/.exec(intent ?? '') ?? []
  try {
    return options ? { ...JSON.parse(options), type } : undefined
  } catch {
    return undefined
  }
}
