/** A number in digits. */
export function inDigits(count: number): string {
  return count.toLocaleString('en-GB')
}

/** So many people, in words. */
export function users(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'person' : 'people'}`
}
