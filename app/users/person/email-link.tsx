type Props = { address: string }

/** An email address to write to. Where it is too long for its line, it breaks before the "@" first. */
export function EmailLink({ address }: Props) {
  const at = address.lastIndexOf('@')
  const [name, host] = [address.slice(0, at), address.slice(at + 1)]
  return (
    <a href={`mailto:${encodeURIComponent(name)}@${encodeURIComponent(host)}`}>
      {name}
      <wbr />@{host}
    </a>
  )
}
