/** How every CSV is written: lines as Excel ends them, and no cell that a spreadsheet would run as a formula. */
export const csvDialect = {
  escape_formulas: true,
  record_delimiter: '\r\n',
  // csv-stringify only quotes the two together.
  quoted_match: /[\r\n]/,
} as const
