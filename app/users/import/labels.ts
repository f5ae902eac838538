import type { Destination, encodings, quotes, separators } from '#actions/imports.schema.ts'
import { headOf } from '#actions/user-words.schema.ts'
import { type FieldName, fieldNames } from '#db/user-fields.ts'

/** Where the cells of a column can go, in words. */
export const destinationLabels: Record<Destination, string> = {
  leave: 'Leave out',
  id: 'Id',
  ...(Object.fromEntries(fieldNames.map((name) => [name, headOf(name)])) as Record<FieldName, string>),
}

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
