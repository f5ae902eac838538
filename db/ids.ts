// Imports nothing: forms in a browser read ids by the same rule.

/** PostgreSQL's largest integer, and so the highest id and version. */
export const largestInteger = 2_147_483_647

/** Reads an id from an address: no sign, no leading zero, at most the highest PostgreSQL integer. */
export function parseId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= largestInteger ? Number(text) : undefined
}

/** A revision as addresses and forms write it. Otherwise undefined. */
export function parseRevision(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}
