'use client'

import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import type { FormAction } from '#actions/form/form.schema.ts'
import { PasskeyForm } from '../../../sign-in/passkey/passkey-form.tsx'

type Props = {
  action: FormAction
  submission: string
  options: PublicKeyCredentialCreationOptionsJSON | undefined
}

export function NewPasskeyForm({ options, ...form }: Props) {
  return (
    <PasskeyForm
      {...form}
      title="Add a passkey"
      button="Create the passkey"
      back={{ href: '/profile/passkeys', label: 'Cancel' }}
      askDevice={async () => {
        const { startRegistration } = await import('@simplewebauthn/browser')
        return options && startRegistration({ optionsJSON: options })
      }}
    />
  )
}
