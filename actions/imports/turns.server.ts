// A page has some dozens of steps, and each of them may wait so long.
const longestTurnMs = 2

/**
 * Makes a function that lets others have their turn, but only if this work took long since their last one: a row may take
 * microseconds or milliseconds.
 */
export function takingTurns(): () => Promise<void> | undefined {
  let began = performance.now()
  return () => {
    if (performance.now() - began < longestTurnMs) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        began = performance.now()
        resolve()
      }),
    )
  }
}
