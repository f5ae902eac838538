'use client'

import { Field } from '../../../ui/form/field.tsx'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import type { ReadChoices } from './read-choices.ts'

type Props = {
  /** What the columns of the file are called. */
  head: readonly string[]
  /** The file starts with a mark that tells its encoding. */
  marked: boolean
  choices: ReadChoices
}

/** How a file is read, to be put right. */
export function ReadFields({ head, marked, choices }: Props) {
  return (
    <fieldset className="list">
      <legend>Reading the file</legend>
      <Field
        name="encoding"
        label="Encoding"
        control="select"
        options={choices.encoding}
        hint={
          marked ? 'Read from the byte-order mark of the file' : 'Recognised from the contents of the file'
        }
      />
      <Field name="separator" label="Separator" control="select" options={choices.separator} />
      <Field name="otherSeparator" label="Other separator" optional hint="The mark, if it is another one" />
      <Field
        name="quote"
        label="Quotes"
        control="select"
        options={choices.quote}
        hint="Around cells that hold separators or line breaks"
      />
      <Field
        name="headRow"
        label="Names of the columns"
        control="select"
        options={choices.headRow}
        hint="Rows above them are left out"
      />
      {head.map((column, index) => {
        const name = `columns[${index}]`
        const label = `Column ${index + 1}: ${column || 'no name'}`
        return <Field key={name} name={name} label={label} control="select" options={choices.destination} />
      })}
      <SubmitButton name="step" value="check" quiet>
        Check again
      </SubmitButton>
    </fieldset>
  )
}
