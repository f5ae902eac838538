import { type RawBuilder, sql } from 'kysely'
import { type Level, visibleFields } from '../policy.ts'
import type { SearchColumn } from '../tables.ts'
import { mayOrder } from './orders.ts'
import { type Term, termsOf } from './search-words.ts'

const addressed = /<\s*[^<>@\s]+@[^<>@\s]+\s*>/u

/** Of "Name <email>" the email, where it may be searched, because people write their names in many ways. */
function termsAt(q: string, level: Level): Term[] {
  const [email] = addressed.exec(q) ?? []
  if (email === undefined) return termsOf(q)
  return termsOf(searched[level].reach ? email : q.replace(addressed, ' '))
}

/** What each level may search: names, what also reaches a person, everything. Each text holds the one before. */
const searched = {
  public: { names: 'publicNames', reach: undefined, text: 'publicText' },
  directory: { names: 'directoryNames', reach: undefined, text: 'directoryText' },
  contact: { names: 'directoryNames', reach: 'contactReach', text: 'contactText' },
  account: { names: 'directoryNames', reach: 'contactReach', text: 'contactText' },
} as const satisfies Record<
  Level,
  { names: SearchColumn; reach?: SearchColumn | undefined; text: SearchColumn }
>

/** One condition for each word, on the one text that this level may search. */
export function matchesOf(q: string, level: Level): RawBuilder<boolean>[] {
  return termsAt(q, level).map((term) => contains(sql.ref(searched[level].text), term))
}

/**
 * Conditions in two parts: `start` is true for the people of `exact` and perhaps some more, and has few lists in the index
 * of the text. `rest` has no index.
 */
export type Split = { exact: RawBuilder<boolean>; start: RawBuilder<boolean>; rest: RawBuilder<boolean> }

/** The letters of a word that are looked for in the index. Three letters have one list, four have two. */
const startLength = 4

/** A split condition, or one alone, for each word. */
export function splitMatchesOf(q: string, level: Level): (Split | RawBuilder<boolean>)[] {
  const text = sql.ref(searched[level].text)
  return termsAt(q, level).map((term) => {
    const exact = contains(text, term)
    if (!('word' in term) || [...term.word].length <= startLength) return exact
    const start = sql<boolean>`${text} like '%' || ${escaped(sql`left(${folded(term.word)}, ${startLength}::integer)`)} || '%'`
    return { exact, start, rest: contains(unindexed(text), term) }
  })
}

/** True for the people at a location, and others, where the text of this level holds it. */
export function startOfLocation(location: string, level: Level): RawBuilder<boolean> | undefined {
  // Folding leaves these letters as they are, also beside others.
  const [word] = location.match(/[a-z]{3,}/gi) ?? []
  if (word === undefined || !visibleFields(level).includes('location')) return undefined
  const start = word.slice(0, startLength)
  return sql<boolean>`${sql.ref(searched[level].text)} like '%' || search_fold(${start}) || '%'`
}

export type Rank = {
  /** One digit; the best is 0. */
  rank: string
  /** True for people of this rank, and of no worse one. */
  condition: RawBuilder<boolean>
  /** True for people of all better ranks. */
  better?: RawBuilder<boolean> | undefined
  /** The order of its people. */
  by: 'name' | 'surname'
  /** The range of this order that holds the rank. */
  within?: RawBuilder<boolean>
}

/** Ranks that are read together; `indexed` is true for their people and those of all better ranks. */
export type RankGroup = { ranks: readonly Rank[]; indexed?: RawBuilder<boolean> | undefined }

/**
 * From best to worst. All words start words of the names, and the first word starts the whole name, or else the surname;
 * they start words of the names; they are inside names; in emails and phones; in other fields; in the text about a person.
 * So the worst word decides.
 */
export function ranksOf(q: string, level: Level): Rank[] {
  const terms = termsAt(q, level)
  const { names, reach, text } = searched[level]
  const all = (how: typeof contains, column: RawBuilder<unknown>) =>
    both(terms.map((term) => how(column, term)))
  const first = terms[0] && 'word' in terms[0] ? terms[0].word : ''
  const inText = all(contains, sql.ref(text))
  const startNames = all(starts, sql.ref(names))
  const byRange = (rank: string, by: Rank['by'], column: 'nameKey' | 'surnameKey') => {
    const within = sql<boolean>`${sql.ref(column)} like ${escaped(sql`fold(${first})`)} || '%'`
    return { rank, by, within, condition: both([within, startNames]) }
  }
  const byName = (rank: string, condition: RawBuilder<boolean>) => ({ rank, by: 'name' as const, condition })
  const conditions = [
    byRange('0', 'name', 'nameKey'),
    ...(mayOrder('surname', level) ? [byRange('1', 'surname', 'surnameKey')] : []),
    byName('2', startNames),
    byName('3', all(contains, sql.ref(names))),
    ...(reach ? [byName('4', all(contains, sql.ref(reach)))] : []),
    // The first line alone has no index.
    byName('5', both([inText, all(contains, sql`split_part(${sql.ref(text)}, E'\n', 1)`)])),
    byName('6', inText),
  ]
  return conditions.map((rank, place) => ({ ...rank, better: betterThan(conditions.slice(0, place)) }))
}

/** Each condition includes those before it, but for those of ranges. */
function betterThan(ranks: readonly Omit<Rank, 'better'>[]): RawBuilder<boolean> | undefined {
  const last = ranks.at(-1)
  if (!last?.within) return last?.condition
  return sql<boolean>`(${sql.join(
    ranks.map(({ condition }) => condition),
    sql` or `,
  )})`
}

/**
 * What the first word starts is a range of an order; names, and emails and phones, have their own index. Few people have
 * all of several words in their name, so the index is quicker than the range.
 */
export function groupsOf(q: string, level: Level): RankGroup[] {
  const ranks = ranksOf(q, level)
  const ofNames = termsAt(q, level).length > 1 ? ([['0123', true]] as const) : ofOneWord
  const groups = [...ofNames, ['4', true], ['56', false]] as const
  return groups.flatMap(([digits, isIndexed]) => {
    const some = ranks.filter(({ rank }) => digits.includes(rank))
    return some.length > 0 ? [{ ranks: some, indexed: isIndexed ? some.at(-1)?.condition : undefined }] : []
  })
}

const ofOneWord = [
  ['01', false],
  ['23', true],
] as const

function both(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` and `)})` : sql<boolean>`true`
}

/** Letters that have no trigram are only found where they start a word. */
const shortWord =
  /^[\p{L}\p{N}](?:(?<![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}])[\p{L}\p{N}])?$/u

function starts(text: RawBuilder<unknown>, term: Term): RawBuilder<boolean> {
  return has(term, (word) => sql`${text} like '% ' || ${escaped(sql`search_fold(${word})`)} || '%'`)
}

function contains(text: RawBuilder<unknown>, term: Term): RawBuilder<boolean> {
  if ('number' in term && term.groups.length === 0) return containsPhone(text, term.number)
  return has(term, (word) => {
    if (shortWord.test(word)) return starts(text, { word })
    return sql`${text} like '%' || ${escaped(folded(word))} || '%'`
  })
}

/** Many numbers have the same first digits, so the lists of the index for these are long, and the last ones tell more. */
function containsPhone(text: RawBuilder<unknown>, digits: string): RawBuilder<boolean> {
  return both([
    sql`${text} like '%' || ${digits.slice(-lastDigits)} || '%'`,
    sql`${unindexed(text)} like '%' || ${digits} || '%'`,
  ])
}

const lastDigits = 6

function unindexed(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${text} || '')`
}

/** Longer words also match the spelling without umlauts: "Mueller" finds "Muller", but "Joe" does not find "Jo". */
function folded(word: string): RawBuilder<unknown> {
  return word.length < 5 ? sql`search_fold(${word})` : sql`search_pairs(search_fold(${word}))`
}

function has(term: Term, holds: (word: string) => RawBuilder<boolean>): RawBuilder<boolean> {
  if ('word' in term) return holds(term.word)
  if (term.groups.length === 0) return holds(term.number)
  return sql<boolean>`(${holds(term.number)} or ${both(term.groups.map(holds))})`
}

/** For LIKE. Folding comes first, because it turns other percent signs into "%". */
function escaped(folded: RawBuilder<unknown>): RawBuilder<string> {
  return sql`regexp_replace(${folded}, '([\\\\%_])', '\\\\\\1', 'g')`
}
