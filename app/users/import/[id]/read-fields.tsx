'use client'

import { blanks, encodings, quotes, separators } from '#actions/imports.schema.ts'
import { Field } from '../../../ui/form/field.tsx'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import { blankLabels, encodingLabels, quoteLabels, separatorLabels } from '../labels.ts'

const choices = {
  encoding: encodings.map((value) => ({ value, label: encodingLabels[value] })),
  separator: separators.map((value) => ({ value, label: separatorLabels[value] })),
  quote: quotes.map((value) => ({ value, label: quoteLabels[value] })),
  blanks: blanks.map((value) => ({ value, label: blankLabels[value] })),
}

type Props = {
  /** What the columns of the file are called. */
  head: readonly string[]
  /** The file starts with a mark that tells its encoding. */
  marked: boolean
  /** Where the cells of a column can go. */
  destinations: readonly { value: string; label: string }[]
  /** The columns that anybody on the web would see. */
  publicColumns: readonly number[]
}

/** How a file is read, to be put right. */
export function ReadFields({ head, marked, destinations, publicColumns }: Props) {
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
      <Field
        name="quote"
        label="Quotes"
        control="select"
        options={choices.quote}
        hint="Around cells that hold separators or line breaks"
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
            options={destinations}
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
