import { inDigits } from '../../users/count.ts'

export function waitingWords({ all, late }: { all: number; late: number }): string {
  const waiting = `${inDigits(all)} ${all === 1 ? 'account has' : 'accounts have'} no password yet.`
  if (late === 0) return waiting
  return `${waiting} ${inDigits(late)} of them ${late === 1 ? 'has' : 'have'} no valid link: more than 7 days have passed, or the mail did not go out.`
}
