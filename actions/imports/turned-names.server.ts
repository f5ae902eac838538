// Letters, with what stands in names, around one comma. "Smith, Jr." and "Example, Inc." are in their order.
const pattern =
  /^(\p{L}[\p{L}\p{M}'’. -]{0,99}),\s*(?!(?:jr|sr|ii|iii|iv|inc|ltd|llc|gmbh|phd|ph\.d|md|m\.d|esq|mba|bsc|msc|ma|ba)\b)(\p{L}[\p{L}\p{M}'’. -]{0,99})$/iu

const longestName = 200

/** "Berg, Jan van der" as "Jan van der Berg"; undefined for a name in its order. */
export function turned(name: string): string | undefined {
  const [, last = '', first = ''] = name.length > longestName ? [] : (pattern.exec(name.trim()) ?? [])
  return last && first ? `${first.trim()} ${last.trim()}` : undefined
}

/** Whether most of the names are written "Last, First". */
export function areTurned(names: readonly string[]): boolean {
  const filled = names.filter((name) => name.trim() !== '')
  return filled.length > 0 && filled.filter((name) => turned(name)).length * 2 > filled.length
}
