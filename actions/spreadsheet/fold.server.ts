const longestWord = 400

/** A short text as the heads of columns are compared: without accents, case, spaces and marks. */
export function fold(text: string): string {
  return text
    .slice(0, longestWord)
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
