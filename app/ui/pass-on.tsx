import { CopyButton } from './copy-button.tsx'

type Props = {
  secret: string
  /** Such as "one-time link". */
  of: string
  to?: string
  subject: string
  text: string
}

/** Ways to pass on a secret that is shown once. */
export function PassOn({ secret, of, to = '', subject, text }: Props) {
  const mail = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`
  const address = to.split('@').map(encodeURIComponent).join('@')
  return (
    <p className="actions">
      <CopyButton text={secret} of={of} />
      <a href={`mailto:${address}?${mail}`}>
        Email it<span className="visually-hidden"> ({of})</span>
      </a>
    </p>
  )
}
