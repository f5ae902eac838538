'use client'

import Link from 'next/link'
import type { Conflict } from '#actions/form.schema.ts'
import { HiddenValues } from '../ui/hidden-values.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { changedFields, isSame } from './changed-fields.ts'

type Props = { conflict: Conflict; back: string }

/** Somebody else saved this user first: for each field that differs, a choice between the two. */
export function UserConflict({ conflict, back }: Props) {
  const { yours, theirs, base, version } = conflict
  const changes = changedFields(yours, theirs)
  return (
    <>
      <HiddenValues value={{ ...yours, version, theirs: pick(theirs, changes) }} />
      {changes.length === 0 && <p>They changed the same things in the same way as you. Save to finish.</p>}
      {changes.map(({ name, label, before, after }) => {
        // Where only they changed a field, theirs is what nobody objects to.
        const untouched = base !== undefined && isSame(yours[name], base[name])
        return (
          <fieldset className="choice" key={`${name} ${version}`}>
            <legend>{label}</legend>
            <Choice name={name} take="yours" text={before} checked={!untouched} />
            <Choice name={name} take="theirs" text={after} checked={untouched} />
          </fieldset>
        )
      })}
      <p className="actions">
        <SubmitButton>Save user</SubmitButton>
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
