'use client'

import { type Confirmation, ConfirmForm } from '../../ui/form/confirm-form.tsx'
import { Changes } from '../person/changes.tsx'
import type { TeamNames } from '../person/field-differences.ts'

/** A step about a user that is confirmed on a page of its own. When the user changed meanwhile, it shows what. */
export function UserConfirmForm({ teams, ...props }: Confirmation & { teams: TeamNames }) {
  return (
    <ConfirmForm
      {...props}
      meanwhile={({ base, theirs }) => (
        <>
          <h2>Changes by somebody else</h2>
          {base && <Changes before={base} after={theirs} teams={teams} />}
        </>
      )}
    />
  )
}
