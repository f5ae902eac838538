import { type Kysely, sql } from 'kysely'

type Text = 'public_text' | 'directory_text' | 'contact_text'

const outsideTrash = 'trashed_at is null'
const indexes: Record<Text, { name: string; where: string }> = {
  public_text: { name: 'users_search_public', where: `${outsideTrash} and listed and status = 'active'` },
  directory_text: { name: 'users_search_directory', where: outsideTrash },
  contact_text: { name: 'users_search_contact', where: outsideTrash },
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

export function digitsOf(column: string): string {
  return `regexp_replace(${column}, '[^0-9]', '', 'g')`
}
