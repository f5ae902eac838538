'use client'

import type { Conflict } from '#actions/form.schema.ts'
import { ConflictChoices } from '../ui/conflict-choices.tsx'
import { accountDifferences } from './account-differences.ts'

type Props = { conflict: Conflict; back: string }

/** Somebody else saved this account first: for each field that differs, a choice between the two. */
export function AccountConflict({ conflict, back }: Props) {
  const differences = accountDifferences(conflict.yours, conflict.theirs)
  return <ConflictChoices conflict={conflict} differences={differences} button="Save account" back={back} />
}
