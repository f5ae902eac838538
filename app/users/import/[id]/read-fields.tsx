'use client'

import { destinations, encodings, separators } from '#actions/imports.schema.ts'
import { Field } from '../../../ui/field.tsx'
import { SubmitButton } from '../../../ui/submit-button.tsx'
import { destinationLabels, encodingLabels, separatorLabels } from '../labels.ts'

const choices = {
  encoding: encodings.map((value) => ({ value, label: encodingLabels[value] })),
  separator: separators.map((value) => ({ value, label: separatorLabels[value] })),
  columns: destinations.map((value) => ({ value, label: destinationLabels[value] })),
}

/** How a file is read, to be put right. @param head - what its columns are called */
export function ReadFields({ head }: { head: readonly string[] }) {
  return (
    <fieldset className="list">
      <legend>How the file is read</legend>
      <Field name="encoding" label="Encoding" control="select" options={choices.encoding} />
      <Field name="separator" label="Separator" control="select" options={choices.separator} />
      {head.map((column, index) => {
        const name = `columns[${index}]`
        const label = `Column ${index + 1}: ${column || 'no name'}`
        return <Field key={name} name={name} label={label} control="select" options={choices.columns} />
      })}
      <SubmitButton name="step" value="check" quiet>
        Check again
      </SubmitButton>
    </fieldset>
  )
}
