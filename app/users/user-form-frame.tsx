'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#actions/form.schema.ts'
import { userForm } from '#actions/users.schema.ts'
import { ConflictChoices } from '../ui/conflict-choices.tsx'
import { Form } from '../ui/form.tsx'
import { changedFields, type TeamNames } from './changed-fields.ts'

type Props = {
  action: FormAction
  title: string
  submission: string
  target: Record<string, unknown> | undefined
  teams: TeamNames
  buttons: ReactNode
  /** The fields. */
  children: ReactNode
}

/** What is around the fields of a form about a user: what checks them, and the choices after somebody else saved first. */
export function UserFormFrame({ target, teams, buttons, ...form }: Props) {
  return (
    <Form
      {...form}
      schema={userForm}
      defaultValue={target ?? { status: 'active', listed: true }}
      conflict={(conflict) => (
        <>
          <ConflictChoices
            conflict={conflict}
            compare={(before, after) => changedFields(before, after, teams)}
          />
          {buttons}
        </>
      )}
    />
  )
}
