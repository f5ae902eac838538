import type { ReactNode } from 'react'

type Props = {
  to: string
  subject: string
  text: string
  /** Words that only screen readers read out. */
  children: ReactNode
}

/** Opens the mail program of the reader, with the text written. */
export function EmailIt({ to, subject, text, children }: Props) {
  const address = to.split('@').map(encodeURIComponent).join('@')
  const mail = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`
  return (
    <a href={`mailto:${address}?${mail}`}>
      Email it<span className="visually-hidden"> {children}</span>
    </a>
  )
}
