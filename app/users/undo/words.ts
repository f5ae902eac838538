import type { Standing } from '#db/standings.ts'
import type { Verb } from '#db/tables.ts'
import { users } from '../count.ts'

const said: Record<Verb, string> = {
  create: 'added',
  update: 'changed',
  trash: 'trashed',
  restore: 'restored',
  revert: 'changed back',
  erase: 'erased',
}

/** What was done to users, in words that stand before how many. */
export function verbsInWords(verbs: readonly Verb[]): string {
  const done = (Object.keys(said) as Verb[]).filter((verb) => verbs.includes(verb))
  return new Intl.ListFormat('en-GB').format(done.map((verb) => said[verb]))
}

/** What undoing a write will do to so many users. */
export function consequencesOf(verbs: readonly Verb[], count: number): string {
  const [one] = verbs
  if (verbs.length > 1 || !one || one === 'erase')
    return `${users(count)} will be as before: earlier values come back, and so does whoever went to the trash. Whoever was added or restored goes to the trash.`
  const will: Record<Exclude<Verb, 'erase'>, string> = {
    create: 'will move to the trash',
    restore: 'will move back to the trash',
    trash: 'will come back from the trash',
    update: 'will have the values that they had before',
    revert: 'will have the values that they had before',
  }
  return `${users(count)} ${will[one]}.`
}

/** Why so many users are left alone. */
export function reasonOf(standing: Exclude<Standing, 'free'>, count: number): string {
  const reasons = {
    changed: 'they were changed since',
    erased: 'they were erased',
    taken: 'somebody else has their e-mail now',
    same: 'the only thing to bring back is a team that was deleted',
  }
  return `${users(count)} ${count === 1 ? 'is' : 'are'} left alone, because ${reasons[standing]}.`
}
