import * as z from 'zod/mini'
import { largestInteger, parseId } from '#db/ids.ts'
import { carried, text } from './fields.schema.ts'

const longestName = 100
const mostAtOnce = 200

export const teamForm = z.object({
  name: text({ called: 'Name', max: longestName, missing: 'Enter a name' }),
  description: text({ called: 'Description', max: 1_000, paragraphs: true }),
})

export type TeamFields = z.output<typeof teamForm>

export const teamLabels: Record<keyof TeamFields | 'names' | 'to', string> = {
  name: 'Name',
  description: 'Description',
  names: 'Names, one a line',
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

/** Each name once, without blank lines. */
export const teamNamesForm = z.object({
  names: z.pipe(
    text({
      called: 'Names',
      max: mostAtOnce * (longestName + 1),
      missing: 'Enter a name, one a line',
      paragraphs: true,
      refuse: (typed) => {
        const lines = linesOf(typed)
        const long = lines.find((line) => [...line].length > longestName)
        if (long) return `A name must be ${longestName} characters or fewer: ${long}`
        return lines.length > mostAtOnce ? `Enter ${mostAtOnce} names or fewer at once` : undefined
      },
    }),
    z.transform(linesOf),
  ),
})

function linesOf(typed: string): string[] {
  const lines = typed.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
  return [...new Set(lines.filter(Boolean))]
}
