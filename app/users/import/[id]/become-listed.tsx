import { type FieldName, userFields } from '#db/user-fields.ts'
import type { UserValues } from '#db/users/values.ts'
import { inDigits } from '../../count.ts'

/** How many of those who are new anybody on the web would see. */
export function BecomeListed({ values }: { values: readonly UserValues[] }) {
  const count = values.filter(({ listed, status }) => listed && status === 'active').length
  return (
    <p>
      {count === 1 ? '1 new person' : `${inDigits(count)} new people`} will be listed in the public view,
      where anybody on the web sees names, job titles, teams, texts about them and links.
    </p>
  )
}

/** The places of the columns that anybody on the web would see. */
export function publicColumnsOf(columns: readonly string[]): number[] {
  const isPublic = (column: string) =>
    isPartOfName(column) || userFields[column as FieldName]?.level === 'public'
  return [...columns.keys()].filter((index) => isPublic(columns[index] ?? ''))
}

function isPartOfName(column: string): boolean {
  return ['firstName', 'middleName', 'lastName'].includes(column)
}
