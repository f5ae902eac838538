/** How work ends that /metrics counts. */
const known = {
  mails: ['sent', 'refused', 'failed'],
  imports: ['saved', 'failed'],
  answersFromMemory: ['hit', 'miss'],
  standbyReads: ['read', 'behind', 'away', 'left'],
} as const

type Known = typeof known
export type Work = keyof Known

// Pages, actions and instrumentation are separate bundles, so shared state has to be global.
const shared = globalThis as { rollcallOutcomes?: Map<string, number> }
shared.rollcallOutcomes ??= new Map()
const counts = shared.rollcallOutcomes

export function countOutcome<W extends Work>(work: W, outcome: Known[W][number]): void {
  const key = `${work} ${outcome}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Since the start of the process, with 0 for what never happened. */
export function outcomesOf(work: Work): { outcome: string; count: number }[] {
  return known[work].map((outcome) => ({ outcome, count: counts.get(`${work} ${outcome}`) ?? 0 }))
}
