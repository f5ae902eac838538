import { headers } from 'next/headers'
import { FieldRefused } from '#db/errors.ts'
import { weakness } from '#db/password-strength.ts'
import { hashPassword } from '#db/passwords.ts'

/** The hash of a password that somebody chose. @throws FieldRefused when it is easily guessed */
export async function hashNewPassword(password: string, email: string): Promise<string> {
  const host = (await headers()).get('host') ?? ''
  const weak = await weakness(password, [email, host, 'rollcall directory'])
  if (weak) throw new FieldRefused('newPassword', weak)
  return hashPassword(password)
}
