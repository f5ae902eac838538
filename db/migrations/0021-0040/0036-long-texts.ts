import { type Kysely, sql } from 'kysely'

const separators = ',;:!?¿¡"“”„«»‹›<>()[]{}/、。・'
// The first is no range in a regular expression.
const hyphens = '-‐‑‒–—―־'

/** The same words as before, in a quarter of the time for a text of 1,000 letters: no row has to change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ ours: string }>`select quote_ident(current_schema()) as ours`.execute(db)
  const { ours = 'public' } = rows[0] ?? {}
  await sql
    .raw(`
    create or replace function search_text(given text) returns text language plpgsql immutable strict parallel safe as $$
    declare
      folded text := translate(${ours}.search_fold(given), E'\\n\\r\\t${separators}', '${spaces(3 + separators.length)}');
      words text := ' ' || translate(folded, '${hyphens}', '${spaces(hyphens.length)}') || ' ';
      others text := translate(folded, '${hyphens}', '');
    begin
      if given ~ '[äöüåøÄÖÜÅØ]' then
        others := others || ' ' || translate(
          ${ours}.search_fold(${ours}.search_umlauts(given)),
          E'\\n\\r\\t${separators}${hyphens}', '${spaces(3 + separators.length + hyphens.length)}');
      elsif folded !~ 'a[ae]|[ou]e|[${hyphens}]' then
        return words;
      end if;
      return words || coalesce((
        select string_agg(word, ' ' order by word) || ' '
        from (
          select unnest(string_to_array(others || ' ' || ${ours}.search_pairs(words || others), ' '))
          except select unnest(string_to_array(words, ' '))
        ) added (word)
        where word <> ''), '');
    end $$`)
    .execute(db)
}

function spaces(count: number): string {
  return ' '.repeat(count)
}
