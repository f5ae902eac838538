import { xlsxType } from '#actions/spreadsheet/write-xlsx.server.ts'
import { csvType } from './attachment.ts'

/** Every way to download people, with the parameters of its address. */
export const formats = {
  csv: { label: 'CSV with commas', type: csvType, ending: 'csv', query: 'format=csv' },
  semicolons: {
    label: 'CSV with semicolons',
    type: csvType,
    ending: 'csv',
    query: 'format=csv&separator=semicolon',
  },
  xlsx: { label: 'Excel (.xlsx)', type: xlsxType, ending: 'xlsx', query: 'format=xlsx' },
  vcard: { label: 'vCards (.vcf)', type: 'text/vcard; charset=utf-8', ending: 'vcf', query: 'format=vcard' },
} as const

export type FormatName = keyof typeof formats

export const separatorOf = { csv: ',', semicolons: ';' } as const

/** The format that an address asks for; without one CSV with commas, as before there were others. */
export function formatOf(parameters: URLSearchParams): FormatName | undefined {
  const [format, separator] = [parameters.get('format') ?? 'csv', parameters.get('separator') ?? 'comma']
  if (format === 'xlsx' || format === 'vcard') return format
  if (format !== 'csv') return undefined
  return separator === 'comma' ? 'csv' : separator === 'semicolon' ? 'semicolons' : undefined
}
