export function inDigits(count: number): string {
  return count.toLocaleString('en-GB')
}

/** "1 person" or "2 people". */
export function users(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'person' : 'people'}`
}
