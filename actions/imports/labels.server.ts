import { LRUCache } from 'lru-cache'
import { fold } from '../spreadsheet/fold.server.ts'
import { isAboutOthers, isAboutPrivateLife, isAboutWork } from './columns/column-names.server.ts'

/** What the label of a number or an address says, such as "Work" or "Home fax" in address books. */
export type Kind = 'work' | 'other' | 'mobile' | 'home' | 'never'

const never = /fax|pager|beeper|telex|assistant|emergency|notfall|urgence|emergencia/i
const mobile = /cell|mobil|handy|iphone|portable|celular|móvil|携帯/iu

/** @param label - the text of it, or the types of a vCard */
export function kindOf(label: string): Kind {
  if (label === '') return 'other'
  const kind = kinds.get(label) ?? readKind(label.slice(0, longest))
  kinds.set(label, kind)
  return kind
}

// A list has few labels, many times.
const kinds = new LRUCache<string, Kind>({ max: 1_000 })

function readKind(label: string): Kind {
  const text = label.replaceAll(/\b(?:TYPE|PREF|VALUE)\b=?/gi, ' ')
  if (never.test(text) || isAboutOthers(text)) return 'never'
  if (isAboutPrivateLife(text)) return mobile.test(text) ? 'mobile' : 'home'
  if (mobile.test(text)) return 'mobile'
  return isAboutWork(text) ? 'work' : 'other'
}

const longest = 200
const bestFirst: readonly Kind[] = ['work', 'other', 'mobile', 'home']

/** Values with the best label first, without those that are never taken. */
export function bestOf<Value extends { label: string }>(values: readonly Value[]): Value[] {
  if (values.length === 1 && values[0]?.label === '') return [...values]
  const ranked = values.map((value) => ({ value, rank: bestFirst.indexOf(kindOf(value.label)) }))
  return ranked
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank)
    .map(({ value }) => value)
}

/** The phone and the mobile among labelled numbers. What is at home counts where there is nothing else. */
export function phonesOf<Value extends { label: string; isOfMobile?: boolean }>(
  numbers: readonly Value[],
): { phone: Value | undefined; mobile: Value | undefined } {
  const of = (...kinds: Kind[]) =>
    numbers.filter(({ label, isOfMobile }) => !isOfMobile && kinds.includes(kindOf(label)))
  const [desks, mobiles, homes] = [[...of('work'), ...of('other')], of('mobile'), of('home')]
  const [ofMobile, second] = numbers.filter(({ isOfMobile }) => isOfMobile).sort(mobileFirst)
  // Of two mobiles the first is the number to call.
  const few = ofMobile || mobiles.length === 1
  const phone = desks[0] ?? (few ? second : (mobiles[0] ?? homes[0]))
  return { phone, mobile: ofMobile ?? mobiles.find((number) => number !== phone) ?? desks[1] }
}

function mobileFirst(one: { label: string }, other: { label: string }): number {
  const rank = ({ label }: { label: string }) =>
    ['mobile', 'other', 'work', 'home', 'never'].indexOf(kindOf(label))
  return rank(one) - rank(other)
}

/** The column with the labels of each column of values: "Phone 1 - Label" of "Phone 1 - Value". */
export function labelColumns(head: readonly string[]): ReadonlyMap<number, number> {
  const starts = head.map((cell) => /^(.{1,40}\d)\s*-\s*(.{1,20})$/su.exec(cell.trim())?.slice(1) ?? [])
  return new Map(
    starts.flatMap(([start, end = ''], index) => {
      if (start === undefined || !values.has(fold(end))) return []
      const label = starts.findIndex(([other], each) => each !== index && other === start)
      return label >= 0 ? [[index, label] as const] : []
    }),
  )
}

// Of Google's address book, in its languages.
const values = new Set(
  ['Value', 'Wert', 'Valeur', 'Valor', 'Valore', 'Waarde', 'Wartość', 'Hodnota', 'Değer', '値'].map(fold),
)
