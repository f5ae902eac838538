type Props = { address: string }

/** An address too long for its line breaks before the "@" first. */
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
