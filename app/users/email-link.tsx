type Props = { address: string }

/** An e-mail address to write to. Where it is too long for its line, it breaks before the "@" first. */
export function EmailLink({ address }: Props) {
  const at = address.lastIndexOf('@')
  return (
    <a href={`mailto:${encodeURIComponent(address)}`}>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </a>
  )
}
