/** What takes focus after a change of a list: the first field of a row, a button that moves it, or "Add". */
export type ListFocus = 'add' | { row: number; part: 'field' | 'up' | 'down' } | undefined

/**
 * Where the keyboard goes on after a list button: to the new row, to the row that moved, or to "Add" where a row went.
 * Never to "Remove", which the same key pressed again would press.
 * @param intent - the value of the button
 * @param rows - how many rows there are now
 */
export function listFocus(intent: string | null, rows: number): ListFocus {
  if (intent?.startsWith('insert(')) return { row: rows - 1, part: 'field' }
  if (intent?.startsWith('remove(')) return 'add'
  if (!intent?.startsWith('reorder(')) return undefined
  const { from, to }: { from: number; to: number } = JSON.parse(intent.slice('reorder('.length, -1))
  const up = to < from ? to > 0 : to === rows - 1
  return { row: to, part: up ? 'up' : 'down' }
}
