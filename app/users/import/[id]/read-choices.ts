import { encodings, quotes, separators } from '#actions/imports.schema.ts'
import { destinationChoices } from '../destinations.ts'
import { encodingLabels, quoteLabels, separatorLabels } from '../labels.ts'

type Choice = { value: string; label: string }

/** The choices of each select that says how a file is read. */
export type ReadChoices = Record<'encoding' | 'separator' | 'quote' | 'destination', readonly Choice[]>

/** Made on the server: the names of the encodings alone would be a kilobyte of script. */
export const readChoices: ReadChoices = {
  encoding: encodings.map((value) => ({ value, label: encodingLabels[value] })),
  separator: separators.map((value) => ({ value, label: separatorLabels[value] })),
  quote: quotes.map((value) => ({ value, label: quoteLabels[value] })),
  destination: destinationChoices,
}
