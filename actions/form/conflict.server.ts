import { accountAt } from '#db/audit/account-events.ts'
import { type Changed, changesSince } from '#db/audit/changes-since.ts'
import { database, type Executor } from '#db/database.ts'
import type { StaleVersion } from '#db/errors.ts'
import type { SettingValues } from '#db/tables.ts'
import { snapshotAt } from '#db/users/snapshot.ts'
import { roleLabels } from '../accounts.schema.ts'
import { sentenceOf, timeOf, whoChanged } from './conflict-words.server.ts'
import {
  accountDifferences,
  type State,
  settingDifferences,
  settingFields,
  teamDifferences,
  userDifferences,
} from './differences.server.ts'
import type { Conflict, Difference, Payload } from './form.schema.ts'
import { mergeOf } from './merge.server.ts'

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

/** Fields that one side alone touched need no choice: they keep the value of that side. */
export async function conflictOf(
  { current }: StaleVersion,
  sent: State,
): Promise<{ message: string; conflict: Conflict }> {
  const { noun, version, values } = current
  const { differences, fields = (state) => state, now } = wordings[noun]
  const theirs = fields(values)
  const changed = await changesSince(database(), current, Number(sent.version)).catch(() => [])
  const base = await baseOf(current, sent, changed)
  const { choices, mine, others } = await mergeOf({ base, sent, theirs, differences })
  const who = whoChanged(changed)
  const time = await timeOf(changed)
  return {
    message: sentenceOf({
      noun,
      who,
      time,
      choices,
      isEdit: Object.keys(values).some((name) => name in sent),
    }),
    conflict: {
      version,
      who: who ?? 'somebody else',
      ...(time && { at: time.at, time: time.inFull }),
      yours: { ...sent, ...pick(theirs, others) },
      theirs: pick(theirs, choices),
      choices,
      kept: [
        ...mine.map(({ label }) => `Kept from you: ${label}`),
        ...others.map(
          ({ label, after }) => `Kept from ${who ?? 'somebody else'}: ${label}: ${after || 'empty'}`,
        ),
      ],
      ...(base && { changes: await differences(base, theirs) }),
      ...(now && { now: now(theirs) }),
    },
  }
}

/** The state from which the form was rendered; undefined when its event was erased or cleared. */
async function baseOf(
  { noun, id, version }: StaleVersion['current'],
  sent: State,
  changed: readonly Changed[],
): Promise<State | undefined> {
  const { at, fields = (state) => state } = wordings[noun]
  const since = Number(sent.version)
  if (at) return at(database(), id, since).catch(() => undefined)
  const first = changed.length === version - since ? changed.at(-1)?.before : undefined
  return first ? fields(first) : undefined
}

function pick(values: State, of: readonly { name: string }[]): State {
  return Object.fromEntries(of.map(({ name }) => [name, values[name]]))
}

type Wording = {
  differences: (before: State, after: State) => Difference[] | Promise<Difference[]>
  /** Of records whose events have a version. */
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
