import { type Kysely, sql } from 'kysely'

/** The words of all names, to suggest one for a word that nobody has: few words are quickly compared with all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table name_words (
      word text collate "C" primary key,
      people integer not null constraint name_words_people check (people > 0)
    )`.execute(db)
  await sql`create index name_words_alike on name_words using gin (search_fold(word) gin_trgm_ops)`.execute(
    db,
  )
  await sql`
    create function words_of_name(name text, known_as text) returns setof text
    language sql immutable parallel safe as $$
      select word from regexp_split_to_table(name || ' ' || known_as, '[^[:alpha:]''’]+') word
      where char_length(word) between 3 and 50
    $$`.execute(db)
  await sql`
    create function count_name_words() returns trigger language plpgsql as $$
    declare
      changes jsonb;
    begin
      if tg_op = 'INSERT' then
        changes := (select jsonb_object_agg(word, n) from (
          select word, count(*) as n from added, words_of_name(name, known_as) word group by word) each);
      elsif tg_op = 'DELETE' then
        changes := (select jsonb_object_agg(word, -n) from (
          select word, count(*) as n from removed, words_of_name(name, known_as) word group by word) each);
      else
        changes := (select jsonb_object_agg(word, n) from (
          select word, sum(by) as n from (
            select a.name, a.known_as, 1 as by from added a join removed r using (id)
            where (a.name, a.known_as) <> (r.name, r.known_as)
            union all
            select r.name, r.known_as, -1 from added a join removed r using (id)
            where (a.name, a.known_as) <> (r.name, r.known_as)
          ) each, words_of_name(name, known_as) word
          group by word having sum(by) <> 0) changed);
      end if;
      if changes is not null then
        delete from name_words using jsonb_each_text(changes) change
          where word = change.key and people + change.value::integer <= 0;
        update name_words set people = people + change.value::integer from jsonb_each_text(changes) change
          where word = change.key and change.value::integer < 0;
        insert into name_words select key, value::integer from jsonb_each_text(changes) change where value::integer > 0
          on conflict (word) do update set people = name_words.people + excluded.people;
      end if;
      return null;
    end $$`.execute(db)
  for (const [name, event, tables] of [
    ['users_name_words_in', 'insert', 'new table as added'],
    ['users_name_words_out', 'delete', 'old table as removed'],
    ['users_name_words_changed', 'update', 'new table as added old table as removed'],
  ] as const)
    await sql
      .raw(
        `create trigger ${name} after ${event} on users referencing ${tables}
         for each statement execute function count_name_words()`,
      )
      .execute(db)
  await sql`
    insert into name_words
    select word, count(*) from users, words_of_name(name, known_as) word group by word`.execute(db)
  await sql`analyze name_words`.execute(db)
}
