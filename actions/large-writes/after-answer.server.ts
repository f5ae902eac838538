import { setTimeout as pause } from 'node:timers/promises'
import { after } from 'next/server'

// Before the work, so that the page that tells of it comes first.
const leadMs = 300
const heartbeatMs = 1_000

type Work = {
  /** All in one transaction. */
  save: (onSaved: (count: number) => void) => Promise<void>
  /** Writes down that this server is running, and how many people are saved. */
  beat: (saved: number) => Promise<void>
  giveUp: (error: unknown) => Promise<void>
}

/** Saves many people once the answer is on its way. */
export function saveAfterAnswer({ save, beat, giveUp }: Work): void {
  after(async () => {
    await pause(leadMs)
    let saved = 0
    let beating = false
    const timer = setInterval(() => {
      // On the embedded store it waits until all is done, and one of them is enough.
      if (beating) return
      beating = true
      void beat(saved)
        .catch(() => {})
        .finally(() => (beating = false))
    }, heartbeatMs)
    try {
      await save((count) => (saved = count))
    } catch (error) {
      await giveUp(error).catch(() => {})
    } finally {
      clearInterval(timer)
    }
  })
}

/** How long saving many may wait for its turn: nobody waits for the answer, and another large write may take minutes. */
export const waitMs = 10 * 60_000
