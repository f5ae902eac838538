import { type Kysely, sql } from 'kysely'

type Text = 'public_text' | 'directory_text' | 'contact_text'
type Names = 'public_names' | 'directory_names' | 'contact_reach'

const outsideTrash = 'trashed_at is null'
const indexes: Record<Text | Names, { name: string; where: string }> = {
  public_text: { name: 'users_search_public', where: `${outsideTrash} and listed and status = 'active'` },
  directory_text: { name: 'users_search_directory', where: outsideTrash },
  contact_text: { name: 'users_search_contact', where: outsideTrash },
  public_names: { name: 'users_names_public', where: `${outsideTrash} and listed and status = 'active'` },
  directory_names: { name: 'users_names_directory', where: outsideTrash },
  contact_reach: { name: 'users_reach_contact', where: outsideTrash },
}

/**
 * Each migration names every column of a text, because later ones must not change its result.
 * @param texts - SQL expressions by the generated column
 */
export async function replaceSearchTexts(
  db: Kysely<unknown>,
  texts: Partial<Record<Text, readonly string[]>>,
): Promise<void> {
  const columns = Object.entries(texts) as [Text, readonly string[]][]
  const changes = columns.flatMap(([column, parts]) => [
    `drop column ${column}`,
    // Line breaks keep a word from matching across two fields.
    `add column ${column} text collate "C" generated always as (fold(${parts.join(" || E'\\n' || ")})) stored`,
  ])
  await sql.raw(`alter table users ${changes.join(', ')}`).execute(db)
  for (const [column] of columns) {
    const { name, where } = indexes[column]
    await sql
      .raw(`create index ${name} on users using gin (${column} gin_trgm_ops) where ${where}`)
      .execute(db)
  }
  // Dropping the columns deleted their statistics.
  await sql`analyze users`.execute(db)
}

/**
 * Writes the table once for all columns.
 * @param columns - SQL expressions by the generated column; searched texts get their index
 */
export async function replaceSearchColumns(
  db: Kysely<unknown>,
  columns: Record<Text | Names | 'surname_key', string>,
): Promise<void> {
  const changes = Object.entries(columns).flatMap(([column, expression]) => [
    `drop column if exists ${column}`,
    `add column ${column} text collate "C" generated always as (${expression}) stored`,
  ])
  await sql.raw(`alter table users ${changes.join(', ')}`).execute(db)
  for (const [column, { name, where }] of Object.entries(indexes))
    await sql
      .raw(`create index ${name} on users using gin (${column} gin_trgm_ops) where ${where}`)
      .execute(db)
  // Dropping the columns deleted their statistics.
  await sql`analyze users`.execute(db)
}

/** Line breaks separate the words of two columns. */
export function searchTextOf(columns: readonly string[]): string {
  return `search_text(${columns.join(" || E'\\n' || ")})`
}

export function digitsOf(column: string): string {
  return `regexp_replace(${column}, '[^0-9]', '', 'g')`
}
