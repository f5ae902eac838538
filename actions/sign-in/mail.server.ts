import { createTransport } from 'nodemailer'
import { parseConfig } from '#db/config.ts'
import { log } from '#db/log.ts'

// The sender of a form waits for this.
const timeoutMs = 5_000

/** @returns false when mail is not set up or was refused, which the log explains */
export async function sendMail(to: string, subject: string, text: string): Promise<boolean> {
  const { mail } = parseConfig(process.env)
  if (!mail) return false
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  try {
    await createTransport({ url: mail.url, ...timeouts }).sendMail({
      from: mail.from,
      to: { name: '', address: to },
      subject,
      text,
    })
    return true
  } catch (error) {
    // Not the whole error: servers quote the address, and an erasure does not reach the log.
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    log.error({ code, responseCode }, 'mail not sent')
    return false
  }
}
