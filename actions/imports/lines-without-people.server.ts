import { fold } from '../spreadsheet/fold.server.ts'

type Row = { number: number; cells: string[] }

type Divided = {
  people: Row[]
  /** Those below the people. */
  footers: Row[]
  /** How often the names of the columns stand there once more. */
  repeatedHeads: number
}

/**
 * Divides rows into people and lines that are none: below them totals, "end of report" and what a report says about itself,
 * and anywhere the names of the columns once more, as reports with sections repeat them.
 */
export function withoutLines(rows: readonly Row[], head: readonly string[]): Divided {
  const names = head.map(fold)
  const isHead = ({ cells }: Row) =>
    head.length > 1 && cells.length > 1 && names.every((name, index) => fold(cells[index] ?? '') === name)
  const last = rows.length - countLast(rows, head.length)
  const above = rows.slice(0, last)
  const people = above.filter((row) => !isHead(row))
  return { people, footers: rows.slice(last), repeatedHeads: above.length - people.length }
}

function countLast(rows: readonly Row[], width: number): number {
  let count = 0
  while (count < rows.length && isFooter(rows.at(-1 - count)?.cells ?? [], width)) count++
  return count
}

const totals = `(?:grand |sub)?totals?|sum|count|average|number of (?:people|members|staff|employees|rows|records|entries)|employee count|headcount|summe|gesamt(?:summe)?|insgesamt|anzahl|zusammen|total général|totaux|somme|nombre|effectif|suma|recuento|totale|conteggio|soma|contagem|(?:eind)?totaal|aantal|razem|ogółem|łącznie|liczba|celkem|celkový součet|počet|spolu|(?:genel )?toplam|summa|totalt|antal|i alt|antall|yhteensä|összesen|итого|всего|количество|разом|усього|σύνολο`
const ends =
  'ende|fin|confidential|vertraulich|copyright|updated|filters?|page|seite|página|pagina|strana|strona|sayfa|stand|note|notes|nb|key|legend|run date|report date'
const phrases =
  'end of (?:the )?(?:report|file|list|data|export)|ende der liste|ende des berichts|fin de la liste|fine elenco|(?:generated|exported|printed|created) (?:on|by|from|at)|last (?:updated|modified|changed)|report (?:generated|created|run)|run (?:by|on)|erstellt (?:am|von)|(?:ausgedruckt|gedruckt) (?:am|von)|(?:édité|imprimé|généré) (?:le|par)|(?:stampato|aggiornato) (?:il|da)|(?:impreso|generado) (?:el|por)|(?:emitido|impresso) (?:em|por)|(?:afgedrukt|bijgewerkt) op|wydrukowano|wygenerowano|vytištěno|vygenerováno|for changes|please (?:report|send|note|contact)|confidential information'
const counted = `rows?|records?|people|persons?|members?|contacts?|entries|users?|results?|employees|mitglieder|personen|datensätze|einträge|membres|personnes|lignes|miembros|personas|registros|socios|soci|persone|membros|pessoas|leden|personen|osób|osoby|członków|členů|osob|kişi|üye|medlemmar|medlemmer|st|stk|человек|записей`

// A word that may be a name, too, has a mark or a number behind it, or nothing.
const footer = new RegExp(
  String.raw`^[\s\p{P}\p{S}]*(?:(?:${totals}|${ends})(?=\s*$|(?:\s+\p{L}{2,20}){0,2}\s*[:：.=(\d–—©-])|(?:${phrases})(?![\p{L}\d])|\d+ (?:of \d+ |\/ ?\d+ )?(?:${counted}|shown|displayed)(?![\p{L}\d]))`,
  'iu',
)
// Scripts without spaces between words, and counts such as "2名".
const eastAsian =
  /^[\s\p{P}]*(?:合計|総計|小計|合计|总计|總計|합계|총계|총\s?\d|共\s?\d|以上$|計\s*\d|計$|作成日|出力日|印刷日|\d+\s?(?:名|人|件|명)\s*$)/u
const alone =
  /^\s*(?:©|\(c\)|\*+\s*\p{L}+(?:\s+\S+){2,}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:\p{L}+\s+)?\d)/iu

function isFooter(cells: readonly string[], width: number): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const [first = '', second = ''] = filled
  const start = first.slice(0, 200)
  if (width < 2) return false
  const isLine = footer.test(start) || eastAsian.test(start) || alone.test(start)
  // "For changes email admin@example.com" names nobody.
  if (filled.some((cell) => cell.includes('@'))) return isLine && filled.length === 1
  if (eastAsian.test(second) && filled.length === 2) return true
  // Somebody may be called Key or Stand, but has more than a number beside the name.
  if (isLine) return filled.slice(1).every(isCount) || (start.includes(':') && filled.length * 2 <= width)
  // A line of its own among rows of many cells. A person with a name alone has the separators too.
  return filled.length === 1 && (!/[\p{L}\p{N}]/u.test(start) || (cells.length === 1 && width > 2))
}

function isCount(cell: string): boolean {
  return /\d/.test(cell) && cell.length < 20
}
