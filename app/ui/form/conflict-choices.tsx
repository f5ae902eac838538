'use client'

import type { Conflict } from '#actions/form/form.schema.ts'
import { HiddenValues } from './hidden-values.tsx'

/** Replaces the fields of a form when somebody else saved first: a choice of two values for each that both changed. */
export function ConflictChoices({ conflict }: { conflict: Conflict }) {
  const { yours, theirs, choices, kept, version, who, at, time } = conflict
  return (
    <>
      <HiddenValues value={{ ...yours, version, theirs }} />
      {time && (
        <p>
          Changed by {who} on <time dateTime={at}>{time}</time>
        </p>
      )}
      {choices.map(({ name, label, ...texts }) => (
        <fieldset className="choice" key={`${name} ${version}`}>
          <legend>{label}</legend>
          {(['yours', 'theirs'] as const).map((take) => (
            <label key={take}>
              <input type="radio" name={`take.${name}`} value={take} defaultChecked={take === 'yours'} />
              <span className="whose">{take === 'yours' ? 'Yours' : 'Theirs'}</span>
              <span className="text">{texts[take] || <em>empty</em>}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {kept.length > 0 && <h2>Changed by one of you</h2>}
      {kept.map((text) => (
        <p className="paragraphs" key={text}>
          {text}
        </p>
      ))}
    </>
  )
}
