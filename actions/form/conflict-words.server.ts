import type { Changed } from '#db/audit/changes-since.ts'
import { database } from '#db/database.ts'
import type { StaleVersion } from '#db/errors.ts'
import { readSettings } from '#db/settings/settings.ts'
import { knownTimeZone } from '#db/settings/time-zone.ts'
import { timeInFull, timeInShort } from './times.server.ts'

type Versioned = StaleVersion['current']['noun']

const called: Record<Versioned, string> = {
  user: 'person',
  account: 'account',
  settings: 'settings',
  team: 'team',
}

type Time = { at: string; inFull: string; inShort: string }

type Sentence = {
  noun: Versioned
  who: string | undefined
  time: Time | undefined
  choices: readonly unknown[]
  /** Absent fields mean that the form confirms a step. */
  isEdit: boolean
}

/** "Ben changed this person 3 minutes ago, while you were editing. Choose which version to keep." */
export function sentenceOf({ noun, who = 'Somebody', time, choices, isEdit }: Sentence): string {
  const changed = `${who} changed ${noun === 'settings' ? 'these' : 'this'} ${called[noun]}`
  const when = time ? `${changed} ${time.inShort},` : changed
  if (!isEdit) return `${when} after you opened this page, so nothing was done yet.`
  const next =
    choices.length > 0
      ? 'Choose which version to keep.'
      : `There is nothing to choose. Press Save ${called[noun]} again.`
  return `${when} while you were editing. ${next}`
}

/** Everybody who changed it, "Ben and Carla"; undefined when nobody is known. */
export function whoChanged(changed: readonly Changed[]): string | undefined {
  const names = new Set(changed.flatMap(({ actor }) => actor ?? []))
  if (names.size === 0) return undefined
  const isSomebodyUnknown = changed.some(({ actor }) => actor === null)
  return new Intl.ListFormat('en-GB').format([...names, ...(isSomebodyUnknown ? ['somebody else'] : [])])
}

/** Of the last change, in the time zone of the settings. */
export async function timeOf([last]: readonly Changed[]): Promise<Time | undefined> {
  if (!last) return undefined
  const timeZone = knownTimeZone((await readSettings(database())).timeZone)
  const short = timeInShort(last.at, timeZone, new Date())
  return {
    at: last.at.toISOString(),
    inFull: timeInFull(last.at, timeZone),
    inShort: /^\d+ \w+ \d+$/.test(short) ? `on ${short}` : short,
  }
}
