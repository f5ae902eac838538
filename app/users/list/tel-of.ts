/** The link to call a number that is written with its country code and spaces. A row carries only other links. */
export function telOf(written: string): string {
  return `tel:${written.replaceAll(' ', '')}`
}
