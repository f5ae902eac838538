import { createTransport } from 'nodemailer'
import { parseConfig } from '#db/config.ts'
import { log } from '#db/log.ts'
import { countOutcome } from '#db/outcomes.ts'

// The sender of a form waits for this.
const timeoutMs = 5_000

const noTls = 'no TLS with the mail server, which SMTP_URL asks for'

/** Of an address that the mail server did not take, or of a mail server that is away. The log explains both. */
type NotSent = 'refused' | 'failed'

export type Mailer = {
  /** Whether the mail server answers now, and lets us in. */
  isReady: () => Promise<boolean>
  send: (to: string, subject: string, text: string) => Promise<'sent' | NotSent>
  close: () => void
}

export function isMailSetUp(): boolean {
  return parseConfig(process.env).mail !== undefined
}

/**
 * For several mails over one connection, one after the other. The caller closes it.
 * @returns undefined when mail is not set up
 */
export function openMailer(): Mailer | undefined {
  const { mail } = parseConfig(process.env)
  if (!mail) return undefined
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const transport = createTransport({ url: mail.url, pool: true, maxConnections: 1, ...timeouts })
  return {
    isReady: async () => {
      try {
        return await transport.verify()
      } catch (error) {
        return explain(error)
      }
    },
    send: async (to, subject, text) => {
      const outcome = await transport
        .sendMail({ from: mail.from, to: { name: '', address: to }, subject, text })
        .then(() => 'sent' as const, notSent)
      countOutcome('mails', outcome)
      return outcome
    },
    close: () => transport.close(),
  }
}

/** @returns false when mail is not set up or was refused, which the log explains */
export async function sendMail(to: string, subject: string, text: string): Promise<boolean> {
  const mailer = openMailer()
  if (!mailer) return false
  try {
    return (await mailer.send(to, subject, text)) === 'sent'
  } finally {
    mailer.close()
  }
}

function notSent(error: unknown): NotSent {
  explain(error)
  return (error as { code?: string }).code === 'EENVELOPE' ? 'refused' : 'failed'
}

/** Not the whole error: servers quote the address, and an erasure does not reach the log. */
function explain(error: unknown): false {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  log.error({ code, responseCode }, code === 'ETLS' ? `mail not sent: ${noTls}` : 'mail not sent')
  return false
}
