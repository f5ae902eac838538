'use client'

import type { Conflict } from '#actions/form.schema.ts'
import { ConflictChoices } from '../ui/conflict-choices.tsx'
import { changedFields, isSame } from './changed-fields.ts'

type Props = { conflict: Conflict; back: string }

/** Somebody else saved this user first: for each field that differs, a choice between the two. */
export function UserConflict({ conflict, back }: Props) {
  const { yours, theirs, base } = conflict
  const differences = changedFields(yours, theirs).map((field) => ({
    ...field,
    untouched: base !== undefined && isSame(yours[field.name], base[field.name]),
  }))
  return <ConflictChoices conflict={conflict} differences={differences} button="Save user" back={back} />
}
