'use client'

import { mostLinks } from '#actions/users.schema.ts'
import { Field } from '../ui/field.tsx'
import { FieldList } from '../ui/field-list.tsx'

/** The links of a user, each an address with or without a label. */
export function LinksField({ legend }: { legend: string }) {
  return (
    <FieldList name="links" legend={legend} item="link" most={mostLinks}>
      {({ name, title, added }) => (
        <>
          <Field name={`${name}.url`} label={`${title} address`} type="url" autoFocus={added} />
          <Field name={`${name}.label`} label={`${title} label`} optional />
        </>
      )}
    </FieldList>
  )
}
