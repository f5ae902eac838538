import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { Filters } from './filters.ts'
import { idsUpTo, type Matches } from './matches.ts'
import { typedWords } from './search-words.ts'

/** The most words of a search that are mended. */
const mostWords = 5
const candidates = 3

/** A search that finds somebody, for one that finds nobody: words that nobody has become words of names. */
export async function suggestWords(db: Executor, matches: Matches): Promise<string | undefined> {
  const { filters = {} } = matches
  const words = typedWords(filters.q ?? '')
  if (words.length > mostWords || !words.some(isMendable)) return undefined
  // A name that this level may not see is found by no search, so it is never suggested.
  const isFound = async (filters: Filters) => (await idsUpTo(db, { ...matches, filters }, 1)).length > 0
  const choices = await Promise.all(
    words.map(async (word) => (!isMendable(word) || (await isFound({ q: word })) ? [] : alike(db, word))),
  )
  for (let place = 0; place < candidates; place++) {
    if (choices.every((words) => words[place] === undefined)) return undefined
    const q = words.map((word, index) => choices[index]?.[place] ?? choices[index]?.[0] ?? word).join(' ')
    if (await isFound({ ...filters, q })) return q
  }
  return undefined
}

function isMendable(word: string): boolean {
  return /^[\p{L}\p{M}'’]{3,30}$/u.test(word)
}

/**
 * Words of names, those most alike first: a slip rarely changes the length by more than a letter. Exchanging two letters
 * leaves too few trigrams to notice.
 */
async function alike(db: Executor, word: string): Promise<string[]> {
  const letters = [...word]
  const exchanged = letters
    .slice(1)
    .map((letter, place) => [...letters.slice(0, place), letter, letters[place], ...letters.slice(place + 2)])
  const variants = [letters, ...exchanged].map((each) => each.join(''))
  const { rows } = await sql<{ word: string }>`
    with wanted as (select array_agg(search_fold(typed)) as words from unnest(${variants}::text[]) typed)
    select word from name_words
    where search_fold(word) % any ((select words from wanted)::text[])
    order by (
      select max(similarity(search_fold(word), each) - abs(length(word) - length(each)) * 0.1)
      from wanted, unnest(words) each
    ) desc, people desc, word
    limit ${candidates}`.execute(db)
  return rows.map((row) => row.word)
}
