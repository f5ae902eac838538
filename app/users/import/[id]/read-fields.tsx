'use client'

import { Field } from '../../../ui/form/field.tsx'
import { HiddenField } from '../../../ui/form/field-hidden.tsx'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import type { ReadChoices } from './read-choices.ts'

type Props = {
  /** What the columns of the file are called. */
  head: readonly string[]
  /** The file starts with a mark that tells its encoding. */
  marked: boolean
  choices: ReadChoices
  /** The columns that anybody on the web would see. */
  publicColumns: readonly number[]
}

/** How a file is read, to be put right. */
export function ReadFields({ head, marked, choices, publicColumns }: Props) {
  return (
    <fieldset className="list">
      <legend>Reading the file</legend>
      <Choice name="sheet" label="Sheet" options={choices.sheet} />
      <Choice
        name="encoding"
        label="Encoding"
        options={choices.encoding}
        hint={
          marked ? 'Read from the byte-order mark of the file' : 'Recognised from the contents of the file'
        }
      />
      <Choice name="separator" label="Separator" options={choices.separator} />
      {choices.separator.length > 0 && (
        <Field
          name="otherSeparator"
          label="Other mark"
          optional
          hint="Between two cells, if it is another one"
        />
      )}
      <Choice
        name="quote"
        label="Quotes"
        options={choices.quote}
        hint="Around cells that hold separators or line breaks"
      />
      <Choice
        name="headRow"
        label="Names of the columns"
        options={choices.headRow}
        hint="Rows above them are left out"
      />
      {head.map((column, index) => {
        const name = `columns[${index}]`
        const label = `Column ${index + 1}: ${column || 'no name'}`
        const hint = publicColumns.includes(index) && 'Anybody on the web can see this'
        return (
          <Field
            key={name}
            name={name}
            label={label}
            control="select"
            options={choices.destination}
            {...(hint && { hint })}
          />
        )
      })}
      <Field
        name="blanks"
        label="Blank cells"
        control="select"
        options={choices.blanks}
        hint="For people who are here already"
      />
      <SubmitButton name="step" value="check" quiet>
        Check again
      </SubmitButton>
    </fieldset>
  )
}

type ChoiceProps = { name: string; label: string; options: ReadChoices['sheet']; hint?: string }

/** A select, or the value unseen where there is no choice. */
function Choice(props: ChoiceProps) {
  return props.options.length > 0 ? <Field control="select" {...props} /> : <HiddenField name={props.name} />
}
