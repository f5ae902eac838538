'use client'

import { useField } from '@conform-to/react/future'
import { type SyntheticEvent, use, useState } from 'react'
import { findIntent } from '#actions/form/form.schema.ts'
import { Field } from './field.tsx'
import { FieldNotes, useFieldNotes } from './field-notes.tsx'
import { FormStatus } from './form-status.ts'
import { ListButton } from './list-button.tsx'

/** More boxes than this get a search. */
const few = 30

type Option = readonly [value: string, label: string]

type Props = {
  name: string
  legend: string
  find: string
  options: readonly Option[]
}

/**
 * Of many options the ticked ones always show, and the others are folded away, so that the keyboard passes them in one
 * step. A search narrows these: with scripts while somebody types, otherwise by a button that saves nothing. Boxes that
 * are ticked in the fold show when it closes, too: forms.css.
 */
export function TicksField({ name, legend, find, options }: Props) {
  const { id, defaultOptions = [] } = useField<string[]>(name)
  const { failed, describedBy } = useFieldNotes({ name })
  const { defaultValue: found = '' } = useField<string>('find')
  const { answered } = use(FormStatus)
  const [typed, setTyped] = useState(found)
  const isFinding = answered === findIntent
  const many = options.length > few
  const isFolded = ([value]: Option) => many && !defaultOptions.includes(value)
  const folded = options.filter(isFolded)
  const matches = ([, label]: Option) => fold(label).includes(fold(typed))
  const narrow = ({ currentTarget }: SyntheticEvent) =>
    setTyped((currentTarget.querySelector('input') as HTMLInputElement).value)
  const box = ([value, label]: Option) => (
    <label key={value} data-matches={matches([value, label])}>
      <input type="checkbox" name={name} value={value} defaultChecked={defaultOptions.includes(value)} />
      {label}
    </label>
  )
  return (
    <fieldset
      className="ticks field"
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy}
      data-failed={failed || undefined}
    >
      <legend>
        {legend}
        <span className="optional"> (optional)</span>
      </legend>
      <FieldNotes name={name} />
      <div>{options.map((each) => isFolded(each) || box(each))}</div>
      {many && (
        <details open={isFinding || found !== ''}>
          <summary>{find}</summary>
          <search
            onInput={narrow}
            // With scripts the search needs no request.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            onClick={(event) => {
              narrow(event)
              if ((event.target as Element).matches('button')) event.preventDefault()
            }}
          >
            <Field name="find" label="Part of the name" autoFocus={isFinding} />
            <ListButton value={findIntent}>Find</ListButton>
            <input type="hidden" name="found" value={typed} />
            <p className="hint" aria-live="polite">
              {folded.filter(matches).length} of {folded.length}
            </p>
          </search>
          <div className="many">{folded.map(box)}</div>
        </details>
      )}
    </fieldset>
  )
}

/** Without accents and case, for searches. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
