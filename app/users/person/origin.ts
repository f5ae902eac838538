import type { Origin } from '#db/tables.ts'

const origins: Record<Origin, string> = {
  form: 'by form',
  bulk: 'by a bulk change',
  import: 'by import',
  undo: 'by undoing',
  command: 'by a command',
}

/** "by import of good.csv"; '' for old events of which it is not known. */
export function originInWords(origin: Origin | null, fileName = ''): string {
  if (!origin) return ''
  return origin === 'import' && fileName ? `${origins.import} of ${fileName}` : origins[origin]
}
