import type { CsvCell } from '#actions/spreadsheet/write-csv.server.ts'
import type { ShownDeed } from '#db/audit/timeline.ts'
import type { VisibleField } from '#db/policy.ts'
import { originInWords } from '../../users/person/origin.ts'
import { deedLabels } from '../labels.ts'
import { sentenceOf, type TeamNames, textOf } from '../words.ts'

export const csvHead = [
  'Time',
  'Done by',
  'Deed',
  'What',
  'People',
  'Person',
  'Number of the person',
  'How',
  'Number of the change',
]

type Known = { teams: TeamNames; fields: readonly VisibleField[] }

export function csvRow(deed: ShownDeed, known: Known): CsvCell[] {
  return [
    deed.at.toISOString(),
    deed.actor,
    deedLabels[deed.verb],
    whatOf(deed, known),
    deed.people || '',
    ...(deed.people === 1 ? [deed.name ?? '', deed.userId ?? ''] : ['', '']),
    originInWords(deed.origin, deed.fileName),
    deed.revision ?? '',
  ]
}

/** Of accounts, tokens and teams: what it was done to. */
function whatOf(deed: ShownDeed, known: Known): string {
  if (deed.area === 'people') return textOf(sentenceOf(deed, known))
  const named = [deed.before, deed.after].flatMap((values) =>
    values && 'name' in values ? [values.name] : [],
  )
  return named.join(' to ') || deed.subject || (deed.accountId === null ? '' : `account ${deed.accountId}`)
}
