import { createTransport } from 'nodemailer'
import { parseConfig } from '#db/config.ts'
import { log } from '#db/log.ts'

// Milliseconds. Somebody waits for the form meanwhile.
const patience = 5_000

/** Sends a mail of plain text. @returns false when mail is not set up or was not taken, which the log tells */
export async function sendMail(to: string, subject: string, text: string): Promise<boolean> {
  const { mail } = parseConfig(process.env)
  if (!mail) return false
  const timeouts = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience }
  try {
    await createTransport({ url: mail.url, ...timeouts }).sendMail({
      from: mail.from,
      to: { name: '', address: to },
      subject,
      text,
    })
    return true
  } catch (error) {
    // Not the whole of it: servers quote the address, and erasing somebody does not reach the log.
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    log.error({ code, responseCode }, 'mail not sent')
    return false
  }
}
