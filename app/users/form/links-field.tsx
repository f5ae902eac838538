'use client'

import { Field } from '../../ui/form/field.tsx'
import { FieldList } from '../../ui/form/field-list.tsx'

export function LinksField({ name, legend, most }: { name: string; legend: string; most: number }) {
  return (
    <FieldList name={name} legend={legend} item="link" most={most}>
      {({ name, title, added }) => (
        <>
          <Field name={`${name}.url`} label={`${title} address`} type="url" autoFocus={added} />
          <Field name={`${name}.label`} label={`${title} label`} optional />
        </>
      )}
    </FieldList>
  )
}
