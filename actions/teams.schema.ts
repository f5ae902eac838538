import * as z from 'zod/mini'
import { largestInteger, parseId } from '#db/ids.ts'
import { carried, text } from './fields.schema.ts'

export const teamForm = z.object({
  name: text({ called: 'Name', max: 100, missing: 'Enter a name' }),
})

export type TeamFields = z.output<typeof teamForm>

export const teamLabels: Record<keyof TeamFields | 'to', string> = {
  name: 'Name',
  to: 'Team that its people join',
}

const teamTarget = z.object({ id: carried(), version: carried() })

export const renameTeamForm = z.object({ ...teamForm.shape, ...teamTarget.shape })

/** `to` is the team that the people join; without it they only leave the deleted team. */
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
