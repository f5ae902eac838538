'use client'

import { type ReactNode, useState } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { type FormField, schemaOf } from '#actions/user-rules.schema.ts'
import { ConflictChoices } from '../../ui/form/conflict-choices.tsx'
import { Form } from '../../ui/form/form.tsx'

type Props = {
  action: FormAction
  title: string
  submission: string
  fields: readonly FormField[]
  values: Record<string, unknown>
  buttons: ReactNode
  children: ReactNode
}

/** The part around the fields: the checks, and the choices after somebody else saved first. */
export function UserFormFrame({ fields, values, buttons, ...form }: Props) {
  const [schema] = useState(() => schemaOf(fields))
  return (
    <Form
      {...form}
      schema={schema}
      defaultValue={values}
      conflict={(conflict) => (
        <>
          <ConflictChoices conflict={conflict} />
          {buttons}
        </>
      )}
    />
  )
}
