type Props = {
  id: number
  /** From `initialsOf` on the server, because old browsers cannot split every script. */
  initials: string
  large?: boolean
}

/** The colour of a user is the same on every page. */
export function Avatar({ id, initials, large }: Props) {
  return (
    <span className={`avatar hue-${id % 8}${large ? ' large' : ''}`} aria-hidden="true">
      {initials}
    </span>
  )
}
