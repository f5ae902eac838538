import { Marked, type MarkedText, plainText } from '../query/marked.tsx'

/** An address too long for its line breaks before the "@" first. */
export function EmailLink({ address }: { address: string }) {
  const at = address.lastIndexOf('@')
  return <MarkedEmailLink name={address.slice(0, at)} host={address.slice(at + 1)} />
}

export function MarkedEmailLink({ name, host }: { name: MarkedText; host: MarkedText }) {
  const [plainName, plainHost] = [plainText(name), plainText(host)]
  const whole = `${plainName}@${plainHost}`
  return (
    <a
      href={`mailto:${encodeURIComponent(plainName)}@${encodeURIComponent(plainHost)}`}
      // The narrowest column of the list cuts longer ones.
      title={whole.length > 22 ? whole : undefined}
    >
      <Marked text={name} />
      <wbr />
      {typeof host === 'string' ? `@${host}` : <Marked text={[{ text: '@', marked: false }, ...host]} />}
    </a>
  )
}
