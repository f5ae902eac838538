'use client'

import Link from 'next/link'
import type { Conflict } from '#actions/form.schema.ts'
import type { Difference } from './differences.tsx'
import { HiddenValues } from './hidden-values.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = {
  conflict: Conflict
  /** The fields that differ: yours before, theirs after. Where you left a field as it was, theirs is chosen at first. */
  differences: readonly (Difference & { untouched?: boolean })[]
  /** What the button says. */
  button: string
  /** Where "Cancel" leads. */
  back: string
}

/** In place of a form's fields when somebody else saved first: for each field that differs, a choice between the two. */
export function ConflictChoices({ conflict, differences, button, back }: Props) {
  const { yours, theirs, version } = conflict
  return (
    <>
      <HiddenValues value={{ ...yours, version, theirs: pick(theirs, differences) }} />
      {differences.length === 0 && (
        <p>They changed the same things in the same way as you. Save to finish.</p>
      )}
      {differences.map(({ name, label, before, after, untouched = false }) => (
        <fieldset className="choice" key={`${name} ${version}`}>
          <legend>{label}</legend>
          <Choice name={name} take="yours" text={before} checked={!untouched} />
          <Choice name={name} take="theirs" text={after} checked={untouched} />
        </fieldset>
      ))}
      <p className="actions">
        <SubmitButton>{button}</SubmitButton>
        <Link href={back}>Cancel</Link>
      </p>
    </>
  )
}

type ChoiceProps = { name: string; take: 'yours' | 'theirs'; text: string; checked: boolean }

function Choice({ name, take, text, checked }: ChoiceProps) {
  return (
    <label>
      <input type="radio" name={`take.${name}`} value={take} defaultChecked={checked} />
      <span className="whose">{take === 'yours' ? 'Yours' : 'Theirs'}</span>
      <span className="text">{text || <em>empty</em>}</span>
    </label>
  )
}

function pick(values: Record<string, unknown>, fields: readonly { name: string }[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name }) => [name, values[name]]))
}
