import type { LeftOutReason } from '#db/accounts/invite.ts'
import { inDigits } from '../count.ts'

export function invitesOf(count: number): string {
  return `Invite ${inDigits(count)} ${count === 1 ? 'person' : 'people'}`
}

export function leftOutWords(reason: LeftOutReason, count: number): string {
  const [one, more] = reasons[reason]
  return count === 1 ? `1 person ${one}` : `${inDigits(count)} people ${more}`
}

const reasons: Record<LeftOutReason, readonly [one: string, more: string]> = {
  'in-trash': ['is in the trash', 'are in the trash'],
  'has-account': ['has an account already', 'have accounts already'],
  'no-email': ['has no email', 'have no email'],
  'email-taken': ['has the email of another account', 'have the emails of other accounts'],
}
