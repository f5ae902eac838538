import { parseConfig } from '#db/config.ts'
import { log } from '#db/log.ts'

/** Links that a stranger can ask for are made from PUBLIC_URL alone. */
export function warnOfMail(): void {
  const { mail, publicUrl } = parseConfig(process.env)
  if (mail && !publicUrl)
    log.warn(
      'PUBLIC_URL is not set, so people who forgot their password get no link by mail. Set it to the address of this directory, such as https://people.example.org',
    )
}
