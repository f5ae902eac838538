import { accountAt } from '#db/audit/account-events.ts'
import { database, type Executor } from '#db/database.ts'
import type { StaleVersion } from '#db/errors.ts'
import type { SettingValues } from '#db/tables.ts'
import { listingAt } from '#db/users/listing.ts'
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
 * What a conflict page stands for: each field as typed, or as somebody else saved it where `take` says "theirs".
 * Done before anything can fail, so that whatever is refused afterwards comes back with these choices made.
 */
export function settleConflict({ take, theirs, ...yours }: Payload): Payload {
  if (!isRecord(take)) return yours
  const taken = Object.keys(take).filter((field) => take[field] === 'theirs')
  // A list without rows and an unticked box are not sent at all.
  const values = isRecord(theirs) ? theirs : {}
  return { ...yours, ...Object.fromEntries(taken.map((field) => [field, values[field]])) } as Payload
}

/** What a form shows after somebody else saved first. @param sent - the values of the form */
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
    // Where only they changed a field, theirs is what nobody objects to.
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
  /** How it stood at a version. */
  at?: (db: Executor, id: number, version: number) => Promise<State | undefined>
  /** Its values as the form has them, where rows hold others. */
  fields?: (values: State) => State
  /** How it is now, in a sentence. */
  now?: (values: State) => string
}

const wordings: Record<StaleVersion['current']['noun'], Wording> = {
  user: { differences: userDifferences, at: listingAt },
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
