'use client'

import type { Conflict } from '#actions/form/form.schema.ts'
import type { Difference } from './differences.tsx'
import { HiddenValues } from './hidden-values.tsx'

type State = Record<string, unknown>

type Props = {
  conflict: Conflict
  /** The fields that differ between two states of what the form is about. */
  compare: (before: State, after: State) => readonly Difference[]
}

/** In place of a form's fields when somebody else saved first: for each that differs, a choice between the two. */
export function ConflictChoices({ conflict, compare }: Props) {
  const { yours, theirs, base, version } = conflict
  const differences = compare(yours, theirs)
  const touched = base && compare(yours, base)
  const theirsOf = Object.fromEntries(differences.map(({ name }) => [name, theirs[name]]))
  return (
    <>
      <HiddenValues value={{ ...yours, version, theirs: theirsOf }} />
      {differences.length > 0 && <p>Choose which version to keep.</p>}
      {differences.length === 0 && <p>They made the same changes as you. Save to finish.</p>}
      {differences.map(({ name, label, before, after }) => {
        // Where only they changed a field, theirs is what nobody objects to.
        const first = touched?.every((field) => field.name !== name) ? 'theirs' : 'yours'
        return (
          <fieldset className="choice" key={`${name} ${version}`}>
            <legend>{label}</legend>
            {(['yours', 'theirs'] as const).map((take) => (
              <label key={take}>
                <input type="radio" name={`take.${name}`} value={take} defaultChecked={take === first} />
                <span className="whose">{take === 'yours' ? 'Yours' : 'Theirs'}</span>
                <span className="text">{(take === 'yours' ? before : after) || <em>empty</em>}</span>
              </label>
            ))}
          </fieldset>
        )
      })}
    </>
  )
}
