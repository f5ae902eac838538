import { isDeepStrictEqual } from 'node:util'
import { inText } from '#actions/user-words.schema.ts'
import type { ShownDeed } from '#db/audit/timeline.ts'
import type { VisibleField } from '#db/policy.ts'
import type { Snapshot, Verb } from '#db/tables.ts'
import { type FieldName, fieldNames, fieldOf } from '#db/user-fields.ts'
import { users } from '../users/count.ts'

/** A sentence after the name of the actor. `whom` is the person, or the number of people. */
export type Sentence = { does: string; whom: string; rest: string }

export type TeamNames = ReadonlyMap<number, string>

type Known = { teams: TeamNames; fields: readonly VisibleField[] }

/** Of a deed about people. Only names fields that the reader may see. */
export function sentenceOf(deed: ShownDeed, known: Known): Sentence {
  const whom = whomOf(deed)
  const fixed = sentences[deed.verb as Verb | 'import' | 'undo']
  if (deed.verb === 'import' && deed.fileName) return { does: `imported ${deed.fileName}:`, whom, rest: '' }
  if (deed.verb !== 'update') return { whom, does: fixed.does, rest: fixed.rest ?? '' }
  // Of old writes, and of writes of many kinds, the first event says nothing about the others.
  const isUniform = deed.people === 1 || deed.origin === 'bulk' || deed.origin === 'form'
  return { whom, rest: '', ...(isUniform ? changeOf(deed, known) : { does: 'changed' }) }
}

export function textOf({ does, whom, rest }: Sentence): string {
  return `${does} ${whom}${rest}`
}

const sentences: Record<Verb | 'import' | 'undo', { does: string; rest?: string }> = {
  create: { does: 'added' },
  update: { does: 'changed' },
  trash: { does: 'moved', rest: ' to the trash' },
  restore: { does: 'restored', rest: ' from the trash' },
  revert: { does: 'restored an earlier version of' },
  erase: { does: 'erased' },
  import: { does: 'imported' },
  undo: { does: 'undid a change of' },
}

function whomOf({ people, name, verb }: ShownDeed): string {
  if (people !== 1) return users(people)
  return name ?? (verb === 'erase' ? 'a person' : 'a person who was erased')
}

const mostFieldsNamed = 3

function changeOf({ before, after, people }: ShownDeed, { teams, fields }: Known) {
  if (!before || !after) return { does: 'changed' }
  const changed = changedFields(before, after).filter((name) => fields.includes(name))
  const [only] = changed
  if (changed.length === 1 && only === 'status')
    return { does: after.status === 'active' ? 'activated' : 'deactivated' }
  if (changed.length === 1 && only === 'teams') return teamChangeOf(before.teams, after.teams, teams, people)
  if (changed.length === 0) return { does: 'changed' }
  if (changed.length > mostFieldsNamed) return { does: `changed ${changed.length} fields of` }
  return fieldsChanged(changed.map(inText), people)
}

function teamChangeOf(before: readonly number[], after: readonly number[], teams: TeamNames, people: number) {
  const joined = after.filter((id) => !before.includes(id))
  const left = before.filter((id) => !after.includes(id))
  const named = (id = 0) => teams.get(id) ?? 'a team that was deleted'
  if (joined.length === 1 && left.length === 0) return { does: 'added', rest: ` to ${named(joined[0])}` }
  if (joined.length === 0 && left.length === 1) return { does: 'removed', rest: ` from ${named(left[0])}` }
  return fieldsChanged([inText('teams')], people)
}

function fieldsChanged(names: readonly string[], people: number) {
  const list = new Intl.ListFormat('en-GB').format(names)
  return people === 1 ? { does: 'changed', rest: `'s ${list}` } : { does: `changed the ${list} of` }
}

/** A number whose country code the home country changed is a change of its phone field. */
function changedFields(before: Snapshot, after: Snapshot): FieldName[] {
  const differs = (name: string) =>
    name in before &&
    name in after &&
    !isDeepStrictEqual(before[name as keyof Snapshot], after[name as keyof Snapshot])
  const typed = fieldNames.filter(differs)
  if (typed.length > 0) return typed
  return fieldNames.filter((name) => fieldOf(name).kind === 'phone' && differs(`${name}E164`))
}
