'use client'

import { useRef, useState } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { Form } from '../../ui/form/form.tsx'
import { Link } from '../../ui/link.tsx'

type Props = {
  action: FormAction
  submission: string
  title: string
  button: string
  /** For people whose browser or device cannot. */
  back: { href: string; label: string }
  /** The page to open afterwards. It is untrusted input. */
  next?: string
  askDevice: () => Promise<object | undefined>
}

/** Sends what the device answers. Needs scripts: no form can ask a device without them. */
export function PasskeyForm({ action, submission, title, button, back, next, askDevice }: Props) {
  const response = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<string>()

  async function ask() {
    setFailure(undefined)
    try {
      const answer = await askDevice()
      if (!response.current || !answer) return
      response.current.value = JSON.stringify(answer)
      response.current.form?.requestSubmit()
    } catch (error) {
      setFailure(inWords(error))
    }
  }

  return (
    <Form action={action} submission={submission} title={title}>
      <input type="hidden" name="response" ref={response} />
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <p>Your browser asks for your fingerprint, face, PIN or security key. This needs JavaScript.</p>
      {failure && (
        <p className="error" role="alert">
          {failure}
        </p>
      )}
      <p className="actions">
        <button className="button" type="button" onClick={ask}>
          {button}
        </button>
        <Link href={back.href}>{back.label}</Link>
      </p>
    </Form>
  )
}

function inWords(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') return 'This device has a passkey for your account already.'
  if (name === 'NotAllowedError' || name === 'AbortError')
    return 'The device gave no passkey: it was cancelled, or took too long. Try again.'
  return 'This browser or device cannot do that. Try another, or go on without a passkey.'
}
