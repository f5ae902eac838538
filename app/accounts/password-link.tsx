import { invitation, invitationSubject, latestDelivery } from '#actions/sign-in/password-link.server.ts'
import type { Account } from '#db/tables.ts'
import { PassOn } from '../ui/pass-on.tsx'

/** Shows the latest one-time link of the account, once. */
export async function PasswordLink({ account }: { account: Account }) {
  const delivery = await latestDelivery(account)
  // If the account was disabled after that, its link opens nothing.
  if (!delivery || account.disabledAt) return null
  if (delivery === 'sent') return <p className="aside">The one-time link was sent to {account.email}.</p>
  return (
    <div className="field aside">
      <label htmlFor="password-link">One-time link</label>
      <p>Copy it now and pass it on. It is shown for one minute. It works once, within 7 days.</p>
      <textarea id="password-link" rows={3} readOnly spellCheck={false} value={delivery.link} />
      <PassOn
        secret={delivery.link}
        of="one-time link"
        to={account.email}
        subject={invitationSubject}
        text={invitation(delivery.link)}
      />
    </div>
  )
}
