import type { blanks, encodings, quotes, separators } from '#actions/imports.schema.ts'

/** What encodings are called. */
export const encodingLabels: Record<(typeof encodings)[number], string> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252 (Western European)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big-endian',
}

/** What quotes are called. */
export const quoteLabels: Record<(typeof quotes)[number], string> = {
  double: 'Double "',
  single: "Single '",
  none: 'None',
}

/** What separators are called. */
export const separatorLabels: Record<(typeof separators)[number], string> = {
  comma: 'Comma ,',
  semicolon: 'Semicolon ;',
  tab: 'Tab',
  pipe: 'Vertical bar |',
}

/** What blank cells do. */
export const blankLabels: Record<(typeof blanks)[number], string> = {
  keep: 'Change nothing',
  clear: 'Clear the value',
}
