import { DamagedLog } from './confirmed.ts'
import { diskFull, isDiskFull } from './directory.ts'

/** Prints the reason, which the starter of this process shows, and ends the process. */
export function fail(error: unknown, advice = ''): never {
  if (isDiskFull(error)) {
    process.stderr.write('The disk is full.\n')
    process.exit(diskFull)
  }
  const reason =
    error instanceof Error ? (advice ? `${error.message.replace(/\.$/, '')}.` : error.stack) : String(error)
  process.stderr.write(`${reason}${advice && ` ${advice}`}\n`)
  process.exit(1)
}

export function failToOpen(error: unknown, data: string): never {
  const without = error instanceof DamagedLog ? ` ${withoutMissingWrites(error)}` : ''
  return fail(error, `${moveAway(data)}${without}`)
}

function withoutMissingWrites({ path }: DamagedLog): string {
  return `To go on without the writes that are missing, perhaps with nothing, delete ${path} instead.`
}

export function moveAway(data: string): string {
  return `Move it away (mv '${data}' '${data}.broken'), put a copy of it there if you have one, and start again.`
}
