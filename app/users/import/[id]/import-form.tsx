'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { importForm } from '#actions/imports.schema.ts'
import { Field } from '../../../ui/form/field.tsx'
import { HiddenField } from '../../../ui/form/field-hidden.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import { inDigits } from '../../count.ts'
import type { ReadChoices } from './read-choices.ts'
import { ReadFields } from './read-fields.tsx'

type Props = {
  action: FormAction
  submission: string
  title: string
  values: Record<string, unknown>
  /** What the columns of the file are called. */
  head: readonly string[]
  /** The file starts with a mark that tells its encoding. */
  marked: boolean
  choices: ReadChoices
  /** The columns that anybody on the web would see. */
  publicColumns: readonly number[]
  /** The teams that are not here yet, as a sentence; absent where there are none. */
  newTeams?: string | undefined
  /** How many people would be added or changed. */
  ready: number
  /** How many people of the file are in the trash. */
  trashed: number
  /** What would happen. */
  children: ReactNode
}

/** Imports a file, or has it read in another way. */
export function ImportForm(props: Props) {
  const { values, head, marked, choices, publicColumns, newTeams, ready, trashed, children, ...form } = props
  return (
    <Form {...form} schema={importForm} defaultValue={values}>
      <HiddenField name="id" />
      <HiddenField name="version" />
      <HiddenField name="fingerprint" />
      {children}
      {trashed > 0 && (
        <Field
          name="restore"
          label={
            trashed === 1
              ? 'Restore the person who is in the trash'
              : `Restore the ${inDigits(trashed)} people who are in the trash`
          }
          control="checkbox"
          hint="They will have the values of the file. Otherwise they are skipped"
        />
      )}
      {newTeams && (
        <Field
          name="createTeams"
          label={newTeams}
          control="checkbox"
          hint="Without the tick people are imported without these teams"
        />
      )}
      {ready + trashed > 0 ? (
        <p className="actions">
          <SubmitButton name="step" value="import">
            {ready === 0 ? 'Import' : `Import ${inDigits(ready)} ${ready === 1 ? 'row' : 'rows'}`}
          </SubmitButton>
        </p>
      ) : (
        <p>There is nothing to import.</p>
      )}
      <ReadFields head={head} marked={marked} choices={choices} publicColumns={publicColumns} />
    </Form>
  )
}
