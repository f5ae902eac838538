/** The rows of one sheet that have text, and the names of all sheets. */
export type Workbook = { sheets: string[]; rows: { number: number; cells: string[] }[] }

/** What is further down is not read. What is further right only has to be there, to be refused. */
export type SheetLimits = { rows: number; columns: number }
