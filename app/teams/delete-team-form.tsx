'use client'

import { type Confirmation, ConfirmForm } from '../ui/form/confirm-form.tsx'
import { Differences } from '../ui/form/differences.tsx'
import { Field } from '../ui/form/field.tsx'
import { HiddenField } from '../ui/form/field-hidden.tsx'
import { labels } from './labels.ts'
import { teamDifferences } from './team-differences.ts'

type Props = Omit<Confirmation, 'button' | 'danger'> & {
  /** The teams that stay; undefined where they cannot be known. */
  others: readonly { id: number; name: string }[] | undefined
}

/** The form that deletes a team and says where its people go. */
export function DeleteTeamForm({ others, children, ...props }: Props) {
  const options = others?.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <ConfirmForm
      {...props}
      button="Delete team"
      danger
      meanwhile={({ base, theirs }) => (
        <>
          <h2>Changes by somebody else</h2>
          {base ? (
            <Differences of={teamDifferences(base, theirs)} />
          ) : (
            <p>Its name is now {String(theirs.name)}.</p>
          )}
        </>
      )}
    >
      {children}
      {!options && <HiddenField name="to" />}
      {options && options.length > 0 && (
        <Field
          name="to"
          label={labels.to}
          control="select"
          options={[{ value: '', label: 'No other team' }, ...options]}
          hint="People of this team who are in the trash move there too"
        />
      )}
    </ConfirmForm>
  )
}
