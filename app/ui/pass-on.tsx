import { CopyButton } from './copy-button.tsx'
import { EmailIt } from './email-it.tsx'

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
  return (
    <p className="actions">
      <CopyButton text={secret} of={of} />
      <EmailIt to={to} subject={subject} text={text}>
        ({of})
      </EmailIt>
    </p>
  )
}
