import { headers } from 'next/headers'
import { weakness } from '#db/accounts/password-strength.ts'
import { hashPassword } from '#db/accounts/passwords.ts'
import { FieldRefused } from '#db/errors.ts'

/** @throws FieldRefused when it is easily guessed */
export async function hashNewPassword(password: string, email: string): Promise<string> {
  const host = (await headers()).get('host') ?? ''
  const weak = await weakness(password, [email, host, 'rollcall directory'])
  if (weak) throw new FieldRefused('newPassword', weak)
  return hashPassword(password)
}
