import type { ValidToken } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import { type PresentState, readPresentState } from '#db/present-state.ts'

export type StateNow = { revision: number; token: ValidToken | undefined }

type Waiting = { digest: string | undefined; resolve: (state: StateNow | undefined) => void }

// A database that is slow or away is the route's to tell of.
const patienceMs = 100

let waiting: Waiting[] = []
let isAsking = false
let isSlow = false

/**
 * The state of the directory, never as of before this call: who asks while a statement is on its way waits for the
 * next one, which is for all who wait then. Undefined where the database does not answer soon.
 */
export function stateNow(digest?: string): Promise<StateNow | undefined> {
  if (isSlow) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    waiting.push({ digest, resolve })
    if (!isAsking) void askForAll()
  })
}

async function askForAll(): Promise<void> {
  isAsking = true
  while (waiting.length > 0) {
    // All requests that this turn of the event loop brings share the statement.
    await new Promise((resolve) => setImmediate(resolve))
    const asking = waiting
    waiting = []
    const giveUp = setTimeout(() => {
      isSlow = true
      tell([...asking, ...waiting], undefined)
      waiting = []
    }, patienceMs)
    const digests = asking.flatMap(({ digest }) => digest ?? [])
    tell(asking, await readPresentState(database(), [...new Set(digests)]).catch(() => undefined))
    clearTimeout(giveUp)
    isSlow = false
  }
  isAsking = false
}

function tell(all: readonly Waiting[], state: PresentState | undefined): void {
  for (const { digest, resolve } of all)
    resolve(state && { revision: state.revision, token: state.tokens.get(digest ?? '') })
}
