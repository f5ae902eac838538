import { CannotStart } from '../cannot-start.ts'
import { inWords } from './operator-words.ts'

/** How long a command waits for a server to take its connection. */
export const connectWaitMs = 10_000

/** A failure is printed, and sets the exit code 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  await main().catch((error) => {
    printFailure(error)
    process.exitCode = 1
  })
}

/** Prints words for a failure that an operator can solve, and a stack for all others. */
export function printFailure(error: unknown): void {
  const told = inWords(error)
  console.error(told instanceof CannotStart ? told.message : told)
}
