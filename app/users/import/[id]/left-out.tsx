type Props = {
  /** What the columns of the file are called. */
  head: readonly string[]
  /** Where each of them goes. */
  columns: readonly string[]
}

const noneKnown =
  'No column has a name that is known here. Choose below where each goes. The first row counts as their names, and is not imported'

/** Says which columns are not imported, before what is. */
export function LeftOut({ head, columns }: Props) {
  const names = head.filter((_, index) => columns[index] === 'leave').map((name) => name || 'no name')
  if (names.length === 0) return null
  return (
    <p>
      {names.length === head.length ? noneKnown : 'Left out'}:{' '}
      <strong>{new Intl.ListFormat('en-GB').format(names)}</strong>
    </p>
  )
}
