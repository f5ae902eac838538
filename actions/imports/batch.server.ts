import { isDeepStrictEqual } from 'node:util'
import type { Missing } from '#db/imports/missing.ts'
import type { Batch } from '#db/imports/save.ts'
import { mostAtOnce } from '#db/users/limits.ts'
import { valuesOf } from '#db/users/values.ts'
import type { DryRun } from './dry-run.server.ts'

/** `deactivate` makes those inactive whom the file does not name. */
export type Choices = { restore: boolean; createTeams: boolean; deactivate: boolean }

/** What is to be saved of what a file says. Without the new teams some people stay as they are. */
export function batchOf(
  { plan, missing, revision }: Pick<DryRun, 'plan' | 'missing' | 'revision'>,
  { restore, createTeams, deactivate }: Choices,
): Batch {
  const placed = <Row extends { newTeams: string[] }>(row: Row) =>
    createTeams ? row : { ...row, newTeams: [] }
  return {
    added: plan.added.map(placed),
    changed: plan.changed
      .map(placed)
      .filter(
        ({ before, values, newTeams }) => newTeams.length > 0 || !isDeepStrictEqual(values, valuesOf(before)),
      ),
    restored: restore ? plan.trashed.map(placed) : [],
    ...(deactivate && missing.count > 0 && { missing: { count: missing.count, meant: missing.meant } }),
    revision,
  }
}

/** How many people are to be saved. */
export function sizeOf({ added, changed, restored, missing }: Batch): number {
  return added.length + changed.length + restored.length + (missing?.count ?? 0)
}

/** Whether saving takes so long that nobody should wait for the answer. */
export function isLarge(batch: Batch): boolean {
  return sizeOf(batch) > mostAtOnce
}

/** The share of the active people above which nobody is made inactive without a second look. */
export const usualShare = 0.2

/** Whether so many people are missing from a file that it is probably no full list. */
export function areMany({ count, of }: Pick<Missing, 'count' | 'of'>, atMost = usualShare): boolean {
  return count > of * atMost
}
