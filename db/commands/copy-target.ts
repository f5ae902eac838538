import { text } from 'node:stream/consumers'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

const targetVariable = 'TARGET_DATABASE_URL'
const directoryVariable = 'TARGET_DATA_DIR'

const usage = `Usage: ${targetVariable}=postgres://user:password@host:5432/name npm run db:copy
or, with the address on standard input: npm run db:copy -- - < FILE
or, to an embedded store: ${directoryVariable}=DIRECTORY npm run db:copy`

const withPassword = `Everybody on this machine can read the password in the list of processes, so nothing is copied.
${usage}`

type Given = {
  argument: string | undefined
  env: NodeJS.ProcessEnv
  input: NodeJS.ReadableStream
}

/** The address of a database, which may hold a password, or the directory of an embedded store. */
type CopyTarget = { url: string } | { directory: string }

/** @throws CannotStart when none is given, or a password on the command line */
export async function readTarget({ argument, env, input }: Given): Promise<CopyTarget> {
  const directory = env[directoryVariable]
  if (directory && (argument || env[targetVariable])) throw new CannotStart(usage)
  if (directory) return { directory }
  const url = argument === '-' ? (await text(input)).trim() : argument || env[targetVariable]
  if (!url || !/^postgres(ql)?:\/\//.test(url)) throw new CannotStart(usage)
  if (url === argument && new pg.Client({ connectionString: url }).password)
    throw new CannotStart(withPassword)
  return { url }
}
