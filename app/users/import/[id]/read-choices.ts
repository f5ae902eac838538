import type { ReadTable } from '#actions/imports/read-table.server.ts'
import { blanks, encodings, quotes, separators } from '#actions/imports.schema.ts'
import { destinationChoices } from '../destinations.ts'
import { blankLabels, encodingLabels, quoteLabels, separatorLabels } from '../labels.ts'

type Choice = { value: string; label: string }

/** The choices of each select that says how a file is read. */
export type ReadChoices = Record<
  'encoding' | 'separator' | 'quote' | 'sheet' | 'headRow' | 'destination' | 'blanks',
  readonly Choice[]
>

/**
 * The choices for a table; none where there is nothing to choose. Made on the server: the names of the encodings alone would
 * be a kilobyte of script.
 */
export function readChoices({ kind, sheets, heads }: Omit<ReadTable, 'rows'>): ReadChoices {
  const isText = kind === 'text'
  const isDecoded = isText || kind === 'vcard'
  return {
    encoding: (isDecoded ? encodings : []).map((value) => ({ value, label: encodingLabels[value] })),
    separator: (isText ? separators : []).map((value) => ({ value, label: separatorLabels[value] })),
    quote: (isText ? quotes : []).map((value) => ({ value, label: quoteLabels[value] })),
    sheet: sheets.length > 1 ? sheets.map((label, index) => ({ value: `${index + 1}`, label })) : [],
    headRow:
      kind === 'vcard'
        ? []
        : [
            ...heads.map(({ number, cells }) => ({
              value: `${number}`,
              label: `Row ${number}: ${startOf(cells)}`,
            })),
            { value: '0', label: 'None: the first row is a person' },
          ],
    destination: destinationChoices,
    blanks: blanks.map((value) => ({ value, label: blankLabels[value] })),
  }
}

const longestStart = 60

function startOf(cells: readonly string[]): string {
  const text = cells.flatMap((cell) => cell.slice(0, longestStart).trim() || []).join(', ')
  return text.length > longestStart ? `${text.slice(0, longestStart)}…` : text
}
