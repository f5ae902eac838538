import { text } from 'node:stream/consumers'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

export const targetVariable = 'TARGET_DATABASE_URL'

const usage = `Usage: ${targetVariable}=postgres://user:password@host:5432/name npm run db:copy
or, with the address on standard input: npm run db:copy -- - < FILE`

const withPassword = `Everybody on this machine can read the password in the list of processes, so nothing is copied.
${usage}`

type Given = {
  argument: string | undefined
  env: NodeJS.ProcessEnv
  input: NodeJS.ReadableStream
}

/**
 * The address of the database to copy to, which may hold a password.
 * @throws CannotStart when none is given, or a password on the command line
 */
export async function readTarget({ argument, env, input }: Given): Promise<string> {
  const target = argument === '-' ? (await text(input)).trim() : argument || env[targetVariable]
  if (!target || !/^postgres(ql)?:\/\//.test(target)) throw new CannotStart(usage)
  if (target === argument && new pg.Client({ connectionString: target }).password)
    throw new CannotStart(withPassword)
  return target
}
