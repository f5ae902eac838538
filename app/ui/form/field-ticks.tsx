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

type Props = {
  name: string
  legend: string
  find: string
  options: readonly (readonly [value: string, label: string])[]
}

/**
 * With many options, ticked boxes come first, and a search narrows the others: with scripts while somebody types,
 * otherwise by a button that saves nothing. Ticked boxes always show, so that none is overlooked.
 */
export function TicksField({ name, legend, find, options }: Props) {
  const { id, defaultOptions = [] } = useField<string[]>(name)
  const { failed, describedBy } = useFieldNotes({ name })
  const { defaultValue: found = '' } = useField<string>('find')
  const { answered } = use(FormStatus)
  const [typed, setTyped] = useState(found)
  const many = options.length > few
  const rows = options.map(([value, label]) => ({
    value,
    label,
    ticked: defaultOptions.includes(value),
    unmatched: many && !fold(label).includes(fold(typed)),
  }))
  const narrow = ({ currentTarget }: SyntheticEvent) =>
    setTyped(currentTarget.querySelector('input')?.value ?? '')
  if (many) rows.sort((one, other) => Number(other.ticked) - Number(one.ticked))
  return (
    <fieldset
      className="ticks field"
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy}
      data-failed={failed ? '' : undefined}
    >
      <legend>
        {legend}
        <span className="optional"> (optional)</span>
      </legend>
      <FieldNotes name={name} />
      {many && (
        <search
          onInput={narrow}
          // With scripts the search needs no request.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onClick={(event) => {
            narrow(event)
            if ((event.target as Element).matches('button')) event.preventDefault()
          }}
        >
          <Field name="find" label={find} autoFocus={answered === findIntent} />
          <ListButton value={findIntent}>Find</ListButton>
          <input type="hidden" name="found" value={typed} />
          <p className="hint" aria-live="polite">
            {rows.filter(({ unmatched }) => !unmatched).length} of {rows.length}
          </p>
        </search>
      )}
      <div className={many ? 'many' : undefined}>
        {rows.map(({ value, label, ticked, unmatched }) => (
          <label key={value} data-unmatched={unmatched || undefined}>
            <input type="checkbox" name={name} value={value} defaultChecked={ticked} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Without accents and case, for searches. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
