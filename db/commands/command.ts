import { CannotStart } from '../cannot-start.ts'
import { inWords } from './operator-words.ts'

/** How long a command waits for a server to take its connection. */
export const connectWaitMs = 10_000

/** Runs a command of an operator. A failure is told in words where there are any, and gives the exit code 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  await main().catch((error) => {
    printFailure(error)
    process.exitCode = 1
  })
}

/** Writes a failure to standard error: words for what an operator can mend, a stack for everything else. */
export function printFailure(error: unknown): void {
  const told = inWords(error)
  console.error(told instanceof CannotStart ? told.message : told)
}
