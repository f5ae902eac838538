/** The id of the line about what would happen. */
export const verdictId = 'verdict'

/** The most rows of each kind that a page shows. */
export const mostShown = 50

/** The start of a text, without half a character at its end. */
export function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text
}

/** The name of a column, also of one without a name. */
export function headAt(head: readonly string[], column: number): string {
  return cut(head[column]?.trim() || `Column ${column + 1}`, 60)
}

/** The cells of a row that are imported, as one line. */
export function inLine(cells: readonly string[], columns: readonly string[]): string {
  const filled = cells.flatMap((cell, index) => (columns[index] !== 'leave' && cut(cell.trim(), 40)) || [])
  return cut(filled.join(', '), 120)
}
