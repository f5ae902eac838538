import type { Payload } from './form.schema.ts'

/**
 * What a conflict page stands for: each field as typed, or as somebody else saved it where `take` says "theirs".
 * Done before anything can fail, so that whatever is refused afterwards comes back with these choices made.
 */
export function settleConflict({ take, theirs, ...yours }: Payload): Payload {
  if (!isRecord(take)) return yours
  const taken = Object.keys(take).filter((field) => take[field] === 'theirs')
  // A list without rows and an unticked box are not sent at all.
  const values = isRecord(theirs) ? theirs : {}
  return { ...yours, ...Object.fromEntries(taken.map((field) => [field, values[field]])) } as Payload
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
