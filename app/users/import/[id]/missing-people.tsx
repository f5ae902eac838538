import { areMany } from '#actions/imports/batch.server.ts'
import type { Plan } from '#actions/imports/check-rows.server.ts'
import type { Missing } from '#db/imports/missing.ts'
import { Field } from '../../../ui/form/field.tsx'
import { RadioField } from '../../../ui/form/field-radios.tsx'
import { SubmitButton } from '../../../ui/form/submit-button.tsx'
import { inDigits, users } from '../../count.ts'

type Props = { missing: Missing; plan: Plan }

/** Asks what happens to people who are not in a file that is a full list. */
export function MissingPeople({ missing, plan: { unclear, added, changed, trashed } }: Props) {
  const { count, of, names } = missing
  const are = `${inDigits(count)} active ${count === 1 ? 'person is' : 'people are'} not in this file`
  const others = count - names.length
  const named = [...names, ...(others > 0 ? [`${inDigits(others)} others`] : [])].join(', ')
  if (unclear > 0)
    return (
      <p>
        {are}: {named}. Rows that are refused or wait for an answer may be about some of them. Correct or
        answer those, and you can deactivate the others here.
      </p>
    )
  return (
    <>
      <RadioField
        name="missing"
        legend={are}
        hint={`${named}. If the file is a full list, they have probably left`}
        options={[
          { value: 'leave', label: count === 1 ? 'Leave this person' : 'Leave them' },
          { value: 'deactivate', label: `Deactivate ${users(count)}` },
        ]}
      />
      {areMany(missing) && (
        <Field
          name="missingCount"
          label="Number of people to deactivate"
          optional
          hint={`Only to deactivate them. They are ${Math.round((count / of) * 100)} % of all active people, so enter ${count} to confirm`}
        />
      )}
      {added.length + changed.length + trashed.length === 0 && (
        <SubmitButton name="step" value="import">
          Import
        </SubmitButton>
      )}
    </>
  )
}

/** A file that names nobody who is here is no full list. */
export function mayBeFullList({ count, meant }: Missing): boolean {
  return count > 0 && meant.length > 0
}
