import * as z from 'zod/mini'
import { carried, text } from './fields.schema.ts'
import { password } from './passwords.schema.ts'

/** From the app, or a recovery code. */
export const oneTimePassword = text({
  called: 'Code',
  max: 40,
  missing: 'Enter the code from your app',
})

export const beginForm = z.object({ currentPassword: password('Enter your current password') })

export const confirmForm = z.object({ oneTimePassword })

const longestAnswer = 20_000

/** What a device said, as JSON (WebAuthn, 5.1.8). */
export function saidByDevice<Response extends z.ZodMiniObject>(response: Response) {
  const said = z.object({
    id: z.string(),
    rawId: z.string(),
    type: z.enum(['public-key']),
    response,
    clientExtensionResults: z.object({}),
  })
  return z.transform((sent: unknown, ctx) => {
    const read = said.safeParse(parse(sent))
    if (!read.success)
      ctx.issues.push({ code: 'custom', message: 'The browser gave no passkey. Try again', input: sent })
    return read.data as z.output<typeof said>
  })
}

function parse(sent: unknown): unknown {
  if (typeof sent !== 'string' || sent.length > longestAnswer) return undefined
  try {
    return JSON.parse(sent)
  } catch {
    return undefined
  }
}

export const passkeyForm = z.object({
  response: saidByDevice(
    z.object({
      clientDataJSON: z.string(),
      attestationObject: z.string(),
      transports: z._default(z.array(z.string()), []),
    }),
  ),
})

export const passkeyTarget = z.object({ passkey: carried() })

/** For a step that somebody with the open session alone must not take. */
export const bothFactorsForm = z.object({ ...beginForm.shape, ...confirmForm.shape })
