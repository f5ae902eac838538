import type { blanks, Encoding, quotes, separators } from '#actions/imports.schema.ts'

/** Encodings, as people call them. */
export const encodingLabels: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big-endian',
  'windows-1252': 'Windows-1252 (Western European)',
  'windows-1250': 'Windows-1250 (Central European)',
  'windows-1251': 'Windows-1251 (Cyrillic)',
  'windows-1253': 'Windows-1253 (Greek)',
  'windows-1254': 'Windows-1254 (Turkish)',
  'windows-1255': 'Windows-1255 (Hebrew)',
  'windows-1256': 'Windows-1256 (Arabic)',
  'windows-1257': 'Windows-1257 (Baltic)',
  'windows-1258': 'Windows-1258 (Vietnamese)',
  'windows-874': 'Windows-874 (Thai)',
  'iso-8859-15': 'ISO-8859-15 (Western European)',
  'iso-8859-2': 'ISO-8859-2 (Central European)',
  'iso-8859-5': 'ISO-8859-5 (Cyrillic)',
  'iso-8859-6': 'ISO-8859-6 (Arabic)',
  'iso-8859-7': 'ISO-8859-7 (Greek)',
  'iso-8859-8': 'ISO-8859-8 (Hebrew)',
  'iso-8859-9': 'ISO-8859-9 (Turkish)',
  macintosh: 'Mac OS Roman (older Macs)',
  maccenteuro: 'Mac OS Central European (older Macs)',
  'koi8-r': 'KOI8-R (Russian)',
  cp850: 'DOS 850 (Western European)',
  cp852: 'DOS 852 (Central European)',
  cp866: 'DOS 866 (Cyrillic)',
  shift_jis: 'Shift_JIS (Japanese)',
  'euc-jp': 'EUC-JP (Japanese)',
  gb18030: 'GB18030 (Simplified Chinese)',
  big5: 'Big5 (Traditional Chinese)',
  'euc-kr': 'EUC-KR (Korean)',
}

/** What quotes are called. */
export const quoteLabels: Record<(typeof quotes)[number], string> = {
  double: 'Double "',
  single: "Single '",
  backslash: 'Double ", with a backslash before those inside',
  none: 'None',
}

/** What separators are called. */
export const separatorLabels: Record<(typeof separators)[number], string> = {
  comma: 'Comma ,',
  semicolon: 'Semicolon ;',
  tab: 'Tab',
  pipe: 'Vertical bar |',
  other: 'Another one',
}

/** What blank cells do. */
export const blankLabels: Record<(typeof blanks)[number], string> = {
  keep: 'Change nothing',
  clear: 'Clear the value',
}
