'use client'

import type { Conflict } from '#actions/form/form.schema.ts'
import { HiddenValues } from './hidden-values.tsx'

/** Replaces the fields of a form when somebody else saved first: a choice of two values for each that differs. */
export function ConflictChoices({ conflict }: { conflict: Conflict }) {
  const { yours, theirs, choices, version } = conflict
  return (
    <>
      <HiddenValues value={{ ...yours, version, theirs }} />
      {choices.length > 0 && <p>Choose which version to keep.</p>}
      {choices.length === 0 && <p>They made the same changes as you. Save to finish.</p>}
      {choices.map(({ name, label, first, ...texts }) => (
        <fieldset className="choice" key={`${name} ${version}`}>
          <legend>{label}</legend>
          {(['yours', 'theirs'] as const).map((take) => (
            <label key={take}>
              <input type="radio" name={`take.${name}`} value={take} defaultChecked={take === first} />
              <span className="whose">{take === 'yours' ? 'Yours' : 'Theirs'}</span>
              <span className="text">{texts[take] || <em>empty</em>}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </>
  )
}
