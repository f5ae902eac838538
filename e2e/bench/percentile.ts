/** The number below which `share` of the numbers lie. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The number in the middle. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5)
}
