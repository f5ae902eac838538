import type { Operation } from '#db/users/bulk.ts'
import { inDigits, users } from '../count.ts'

export type Verb = Operation['do']

export const buttons: Record<Verb, string> = {
  deactivate: 'Deactivate',
  activate: 'Activate',
  trash: 'Move to trash',
  'add-to-team': 'Add to team',
  'remove-from-team': 'Remove from team',
}

export function titleOf(verb: Verb, count: number, team = 'a team'): string {
  const who = users(count)
  const titles: Record<Verb, string> = {
    deactivate: `Deactivate ${who}`,
    activate: `Activate ${who}`,
    trash: `Move ${who} to trash`,
    'add-to-team': `Add ${who} to ${team}`,
    'remove-from-team': `Remove ${who} from ${team}`,
  }
  return titles[verb]
}

export const consequences: Record<Verb, string> = {
  deactivate: 'They stay in the directory, marked as inactive, and leave the public view.',
  activate: 'They will be active again. Those who are listed return to the public view.',
  trash:
    'They will leave the directory and its JSON. Their details stay in the trash, and others can have their emails.',
  'add-to-team': 'They join this team and stay in the teams that they are in.',
  'remove-from-team': 'They leave this team and stay in their other teams.',
}

export function unchangedOf(verb: Verb, count: number): string {
  const is = count === 1 ? 'is' : 'are'
  const reasons: Record<Verb, string> = {
    trash: `${is} in the trash already`,
    deactivate: `${is} inactive already`,
    activate: `${is} active already`,
    'add-to-team': `${is} in this team already`,
    'remove-from-team': `${is} not in this team`,
  }
  return `${inDigits(count)} of those selected ${reasons[verb]} and ${count === 1 ? 'stays' : 'stay'} the same.`
}
