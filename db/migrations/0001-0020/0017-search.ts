import { type Kysely, sql } from 'kysely'
import { digitsOf, replaceSearchColumns, searchTextOf } from '../search-text.ts'

const names = ['name', 'known_as']
const ownNames = [...names, 'sort_name']
const anyone = [...names, 'pronouns', 'job_title', 'team_names']
const directory = [...anyone, 'sort_name', 'staff_number', 'location']
const contacts = ['email', digitsOf('phone'), 'phone_e164', digitsOf('mobile'), 'mobile_e164']

/** Texts to rank by, each with the fields of the one before, and a folding that knows more spellings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createFunctions(db)
  await replaceSearchColumns(db, {
    public_names: searchTextOf(names),
    directory_names: searchTextOf(ownNames),
    contact_reach: searchTextOf([...ownNames, ...contacts]),
    // The text about a person is on a line of its own, because it ranks last.
    public_text: `${searchTextOf(anyone)} || E'\\n' || ${searchTextOf(['about'])}`,
    directory_text: `${searchTextOf(directory)} || E'\\n' || ${searchTextOf(['about'])}`,
    contact_text: `${searchTextOf([...directory, ...contacts])} || E'\\n' || ${searchTextOf(['about'])}`,
    // A name without a name to sort under sorts by its last word: "Berg, Jan van der".
    surname_key: `fold(case when sort_name <> '' then sort_name
      else regexp_replace(name, '^(.*\\S)\\s+(\\S+)$', '\\2, \\1') end)`,
  })
  for (const index of [
    `users_by_surname on users (surname_key, id) where trashed_at is null`,
    `users_by_status on users (status, name_key, id) where trashed_at is null`,
    `users_by_location on users (location collate "C", status, name_key, id) where trashed_at is null and location <> ''`,
    // PostgreSQL never combines indexes that share a condition, so this one has none.
    `users_at_location on users (location collate "C")`,
  ])
    await sql.raw(`create index ${index}`).execute(db)
}

async function createFunctions(db: Kysely<unknown>): Promise<void> {
  // PostgreSQL builds indexes with an empty search path, so functions name the schemas of what they use.
  const { rows } = await sql<{ extension: string; ours: string }>`
    select extnamespace::regnamespace::text as extension, quote_ident(current_schema()) as ours
    from pg_extension where extname = 'unaccent'`.execute(db)
  const { extension = 'public', ours = 'public' } = rows[0] ?? {}
  // Letters without marks and case, and without the signs within names. Taking letters apart also splits the forms of
  // hamza; putting them together again keeps the sound marks of kana and the syllables of Hangul.
  await sql
    .raw(`
    create function search_fold(given text) returns text language plpgsql immutable strict parallel safe as $$
    begin
      if octet_length(given) = char_length(given) then
        return lower(translate(given, '''\`', ''));
      end if;
      return translate(
        lower(${extension}.unaccent('${extension}.unaccent', normalize(regexp_replace(
          normalize(translate(given, '''\`´’‘ʼʻ′ـ', ''), NFKD),
          '[\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u064b-\\u065f\\u0670\\u200b-\\u200f]',
          '', 'g'), NFKC))),
        'ςىةٱ' || '${hiragana}' || '''', 'σيها' || '${katakana}');
    end $$`)
    .execute(db)
  await sql
    .raw(`
    create function search_pairs(folded text) returns text language sql immutable strict parallel safe
    as $$ select regexp_replace(folded, '(a)[ae]|([ou])e', '\\1\\2', 'g') $$`)
    .execute(db)
  await sql
    .raw(`
    create function search_umlauts(given text) returns text language sql immutable strict parallel safe as $$
      select replace(replace(replace(replace(replace(translate(given, 'ÄÖÜÅØ', 'äöüåø'),
        'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'å', 'aa'), 'ø', 'oe')
    $$`)
    .execute(db)
  // Words as they are searched, each after a space: "anne-marie" also as one word, "mueller" also as "muller", and
  // "müller" as "muller" and "mueller".
  await sql
    .raw(`
    create function search_text(given text) returns text language plpgsql immutable strict parallel safe as $$
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
        select string_agg(distinct each, ' ') || ' '
        from unnest(string_to_array(words || others, ' ')) word, unnest(array[word, ${ours}.search_pairs(word)]) each
        where each <> '' and strpos(words, ' ' || each || ' ') = 0), '');
    end $$`)
    .execute(db)
}

const separators = ',;:!?¿¡"“”„«»‹›<>()[]{}/、。・'
// The first is no range in a regular expression.
const hyphens = '-‐‑‒–—―־'

function spaces(count: number): string {
  return ' '.repeat(count)
}

const letters = Array.from({ length: 0x56 }, (_, index) => 0x3041 + index)
const hiragana = String.fromCharCode(...letters)
const katakana = String.fromCharCode(...letters.map((code) => code + 0x60))
