import type { TeamFields } from '#actions/teams.schema.ts'

/** What each field of a team is called. */
export const labels: Record<keyof TeamFields | 'to', string> = {
  name: 'Name',
  to: 'Team that its people join',
}
