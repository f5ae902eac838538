import { z } from 'zod'
import { CannotStart } from './cannot-start.ts'

const flag = z.stringbool().default(false)

const portError = 'must be a whole number from 1 to 65535'
// The OWASP Password Storage Cheat Sheet asks for 2^17.
const strongestHash = 17
const urlError = 'must look like postgres://user:password@host:5432/name'

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portError)
    .transform(Number)
    .pipe(z.int().min(1, portError).max(65535, portError))
    .default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: urlError }).optional(),
  ROLLCALL_DATA_DIR: z.string().min(1).default('.data'),
  ROLLCALL_DEMO: flag,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.base64().optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must look like smtps://user:password@host:465' })
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  ROLLCALL_TEST_HASH_COST: z
    .string()
    .regex(/^1[0-7]$/, 'must be a whole number from 10 to 17')
    .transform(Number)
    .default(strongestHash),
})

export type Config = {
  port: number
  databaseUrl: string | undefined
  dataDir: string
  /** Sample people, in a data directory apart from the real one. */
  demo: boolean
  /** The SMTP server and the sender's address; undefined when no mail is sent. */
  mail: { url: string; from: string } | undefined
  /** The logarithm to base 2 of scrypt's N for new password hashes. Only tests lower it. */
  hashCost: number
}

/** @throws CannotStart with one line per variable that cannot be used. An empty variable counts as unset. */
export function parseConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environment.safeParse(set)
  if (!result.success) throw new CannotStart(`Rollcall cannot start:\n${z.prettifyError(result.error)}`)
  const { SMTP_URL: url, MAIL_FROM: from } = result.data
  return {
    port: result.data.PORT,
    databaseUrl: result.data.DATABASE_URL,
    dataDir: result.data.ROLLCALL_DATA_DIR,
    demo: result.data.ROLLCALL_DEMO,
    mail: url ? { url, from: from ?? `rollcall@${new URL(url).hostname}` } : undefined,
    hashCost: result.data.ROLLCALL_TEST_HASH_COST,
  }
}
