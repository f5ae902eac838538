export type ListFocus = 'add' | { row: number; part: 'field' | 'up' | 'down' } | undefined

/**
 * The next focus after a list button: the new row, the row that moved, or "Add" after a row was removed. Never
 * "Remove", which the same key pressed again would press.
 * @param intent - the value of the button
 * @param rows - the number of rows now
 */
export function listFocus(intent: string | null, rows: number): ListFocus {
  if (intent?.startsWith('insert(')) return { row: rows - 1, part: 'field' }
  if (intent?.startsWith('remove(')) return 'add'
  if (!intent?.startsWith('reorder(')) return undefined
  const { from, to }: { from: number; to: number } = JSON.parse(intent.slice('reorder('.length, -1))
  const up = to < from ? to > 0 : to === rows - 1
  return { row: to, part: up ? 'up' : 'down' }
}
