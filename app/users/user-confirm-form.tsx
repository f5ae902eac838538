'use client'

import { type Confirmation, ConfirmForm } from '../ui/confirm-form.tsx'
import { Changes } from './changes.tsx'
import type { TeamNames } from './field-differences.ts'

/** A step about a user that is confirmed on a page of its own. When the user changed meanwhile, it shows what. */
export function UserConfirmForm({ teams, ...props }: Confirmation & { teams: TeamNames }) {
  return (
    <ConfirmForm
      {...props}
      meanwhile={({ base, theirs }) => (
        <>
          <h2>What changed meanwhile</h2>
          {base && <Changes before={base} after={theirs} teams={teams} />}
        </>
      )}
    />
  )
}
