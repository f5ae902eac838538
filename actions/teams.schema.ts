import * as z from 'zod/mini'
import { largestInteger, parseId } from '#db/ids.ts'
import { carried, text } from './fields.schema.ts'

/** What the form about a team says. */
export const teamForm = z.object({
  name: text({ called: 'Name', max: 100, missing: 'Enter a name' }),
})

/** The values of a form about a team that passed. */
export type TeamFields = z.output<typeof teamForm>

/** What each field of the forms about a team is called. */
export const teamLabels: Record<keyof TeamFields | 'to', string> = {
  name: 'Name',
  to: 'Team that its people join',
}

const teamTarget = z.object({ id: carried(), version: carried() })

/** The form about a team, renaming one that exists. */
export const renameTeamForm = z.object({ ...teamForm.shape, ...teamTarget.shape })

/** A team that goes, and the team to which its people go; without one they go nowhere. */
export const deleteTeamForm = z.object({
  ...teamTarget.shape,
  to: z.pipe(
    text({
      called: 'Team',
      max: String(largestInteger).length,
      refuse: (id) => (parseId(id) === undefined ? 'Choose a team from the list' : undefined),
    }),
    z.transform((id) => (id === '' ? undefined : Number(id))),
  ),
})
