'use client'

import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import type { FormAction } from '#actions/form/form.schema.ts'
import { PasskeyForm } from './passkey-form.tsx'

type Props = {
  action: FormAction
  submission: string
  next: string
  back: string
  options: PublicKeyCredentialRequestOptionsJSON | undefined
}

export function PasskeySignInForm({ options, back, ...form }: Props) {
  return (
    <PasskeyForm
      {...form}
      title="Sign in with a passkey"
      button="Use your passkey"
      back={{ href: back, label: 'Sign in with your password' }}
      askDevice={async () => {
        const { startAuthentication } = await import('@simplewebauthn/browser')
        return options && startAuthentication({ optionsJSON: options })
      }}
    />
  )
}
