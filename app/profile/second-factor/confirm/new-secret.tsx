import { totpAddress } from '#db/accounts/totp.ts'
import { currentSettings } from '../../../request/current-settings.ts'
import { QrCode } from '../../../users/person/qr-code.tsx'

type Props = { secret: string; email: string }

export async function NewSecret({ secret, email }: Props) {
  const { organisation } = await currentSettings()
  // The address separates the issuer and the email with a colon.
  const issuer = organisation.replaceAll(':', ' ').trim() || 'Rollcall'
  return (
    <>
      <p>Scan this with an app that makes codes, such as the password manager of your phone.</p>
      <QrCode text={totpAddress(secret, issuer, email)} label="QR code for your app" />
      <p>
        If you cannot scan it, enter this key in the app: <code>{inGroups(secret)}</code>
      </p>
    </>
  )
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
