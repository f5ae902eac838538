import type { TeamFields } from '#actions/teams.schema.ts'

/** What each field of a team is called. */
export const labels: Record<keyof TeamFields | 'to', string> = {
  name: 'Name',
  to: 'Where its people go',
}

/** A number of people in words. */
export function peopleIn(members: number): string {
  return members === 1 ? '1 person' : `${members.toLocaleString('en')} people`
}
