import { accountAt } from '#db/audit/account-events.ts'
import { database, type Executor } from '#db/database.ts'
import type { StaleVersion } from '#db/errors.ts'
import type { SettingValues } from '#db/tables.ts'
import { snapshotAt } from '#db/users/snapshot.ts'
import { roleLabels } from '../accounts.schema.ts'
import {
  accountDifferences,
  type State,
  settingDifferences,
  settingFields,
  teamDifferences,
  userDifferences,
} from './differences.server.ts'
import type { Conflict, Difference, Payload } from './form.schema.ts'

/**
 * Settles a conflict page: each field has the typed value, or the saved one where `take` says "theirs".
 * Runs before anything can fail, so that a form that is refused later keeps these choices.
 */
export function settleConflict({ take, theirs, ...yours }: Payload): Payload {
  if (!isRecord(take)) return yours
  const taken = Object.keys(take).filter((field) => take[field] === 'theirs')
  // Browsers send nothing for a list without rows or an unticked box.
  const values = isRecord(theirs) ? theirs : {}
  return { ...yours, ...Object.fromEntries(taken.map((field) => [field, values[field]])) } as Payload
}

export async function conflictOf({ current }: StaleVersion, sent: State): Promise<Conflict> {
  const { noun, id, version, values } = current
  const { differences, at, fields, now } = wordings[noun]
  const theirs = fields?.(values) ?? values
  const base = await at?.(database(), id, Number(sent.version)).catch(() => undefined)
  const touched = base && new Set((await differences(base, sent)).map(({ name }) => name))
  const choices = (await differences(sent, theirs)).map(({ name, label, before, after }) => ({
    name,
    label,
    yours: before,
    theirs: after,
    // A field that only the other person changed keeps their value by default.
    first: touched && !touched.has(name) ? ('theirs' as const) : ('yours' as const),
  }))
  return {
    version,
    yours: sent,
    theirs: Object.fromEntries(choices.map(({ name }) => [name, theirs[name]])),
    choices,
    ...(base && { changes: await differences(base, theirs) }),
    ...(now && { now: now(theirs) }),
  }
}

type Wording = {
  differences: (before: State, after: State) => Difference[] | Promise<Difference[]>
  at?: (db: Executor, id: number, version: number) => Promise<State | undefined>
  /** The values in the shape of the form, if rows have another. */
  fields?: (values: State) => State
  /** A sentence about the present state. */
  now?: (values: State) => string
}

const wordings: Record<StaleVersion['current']['noun'], Wording> = {
  user: { differences: userDifferences, at: snapshotAt },
  account: {
    differences: accountDifferences,
    at: accountAt,
    now: ({ email, role }) =>
      `Its email is now ${email}, and its role ${roleLabels[role as keyof typeof roleLabels]}.`,
  },
  team: { differences: teamDifferences, now: ({ name }) => `Its name is now ${name}.` },
  settings: {
    differences: settingDifferences,
    fields: (values) => settingFields(values as SettingValues),
  },
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
