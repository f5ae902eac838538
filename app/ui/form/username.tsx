type Props = { email: string }

/** For the reader, and for the password manager, which looks for a field. */
export function Username({ email }: Props) {
  return (
    email && (
      <p>
        For the account <strong>{email}</strong>.
        <input
          className="visually-hidden"
          type="text"
          value={email}
          autoComplete="username"
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
      </p>
    )
  )
}
