import { inText } from '#actions/user-words.schema.ts'
import type { Verb } from '#db/tables.ts'
import { uniqueFields } from '#db/user-fields.ts'
import type { Standing, Taken } from '#db/users/standings.ts'
import { users } from '../count.ts'

const said: Record<Verb, string> = {
  create: 'added',
  update: 'changed',
  trash: 'trashed',
  restore: 'restored',
  revert: 'changed back',
  erase: 'erased',
}

export function verbsInWords(verbs: readonly Verb[]): string {
  const done = (Object.keys(said) as Verb[]).filter((verb) => verbs.includes(verb))
  return new Intl.ListFormat('en-GB').format(done.map((verb) => said[verb]))
}

export function consequencesOf(verbs: readonly Verb[], count: number): string {
  const [one] = verbs
  if (verbs.length > 1 || !one) return `${users(count)} will be as they were before:`
  return `${users(count)} ${count === 1 ? fates[one].ofOne : fates[one].ofMany}.`
}

export function fateOf(verb: Verb): string {
  return fates[verb].ofOne
}

const earlierValues = { ofOne: 'will have earlier values again', ofMany: 'will have earlier values again' }

const fates: Record<Verb, { ofOne: string; ofMany: string }> = {
  create: { ofOne: 'will move to the trash', ofMany: 'will move to the trash' },
  restore: { ofOne: 'will move back to the trash', ofMany: 'will move back to the trash' },
  trash: { ofOne: 'will be restored from the trash', ofMany: 'will be restored from the trash' },
  update: earlierValues,
  revert: earlierValues,
  erase: { ofOne: 'will stay erased', ofMany: 'will stay erased' },
}

const taken = Object.fromEntries(
  uniqueFields.map((name) => [`taken ${name}`, `somebody else has their ${inText(name)} now`]),
) as Record<Taken, string>

export function reasonOf(standing: Exclude<Standing, 'free'>, count: number): string {
  const reasons = {
    ...taken,
    changed: 'they were changed again',
    erased: 'they were erased',
    same: 'the only thing to undo is a team that was deleted',
  }
  return `${users(count)} ${count === 1 ? 'is' : 'are'} left alone, because ${reasons[standing]}.`
}
