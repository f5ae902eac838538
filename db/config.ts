import { z } from 'zod'
import { CannotStart } from './cannot-start.ts'
import type { Role } from './policy.ts'
import { areProxies, readTrustedProxies } from './trusted-proxies.ts'

const flag = z.stringbool().default(false)

const portError = 'must be a whole number from 1 to 65535'
// The OWASP Password Storage Cheat Sheet asks for 2^17.
const strongestHash = 17
const daysError = 'must be a whole number of days from 1 to 99999'
const urlError = 'must look like postgres://user:password@host:5432/name'
const poolError = 'must be a whole number of connections from 2 to 999'
const publicUrlError = 'must look like https://people.example.org, without a path'
const proxiesError = 'must be addresses and networks of proxies, such as "loopback, 10.0.0.5, 2001:db8::/64"'

const headerError = 'must be the name of a header that only the proxy sets, such as Remote-Email'
// Headers that browsers send, and those with another meaning here.
const otherHeaders =
  /^(x-forwarded-(for|host|port|proto)|x-rollcall-.*|host|cookie|authorization|origin|referer|user-agent|connection|upgrade|range|accept.*|content-.*|if-.*|sec-.*|next-.*|rsc)$/i

/** Of backups, which anybody who has the file can guess at for as long as they like. */
export const shortestPassphrase = 12
const passphraseError = `must have at least ${shortestPassphrase} characters`

const metricsError = 'must be a token of at least 16 visible characters without spaces'
const issuerError = 'must be the https address of the provider, such as https://login.example.org'
const rolesError = 'must look like directory-admins=admin, staff=editor'
const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portError)
    .transform(Number)
    .pipe(z.int().min(1, portError).max(65535, portError))
    .default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: urlError }).optional(),
  DATABASE_POOL: z
    .string()
    .regex(/^\d{1,3}$/, poolError)
    .transform(Number)
    .pipe(z.int().min(2, poolError))
    .default(20),
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/, error: urlError }).optional(),
  DATABASE_MIGRATION_URL: z.url({ protocol: /^postgres(ql)?$/, error: urlError }).optional(),
  ROLLCALL_MIGRATE: z.enum(['on', 'off'], 'must be on or off').default('on'),
  ROLLCALL_BACKUP_PASSPHRASE: z.string().min(shortestPassphrase, passphraseError).optional(),
  ROLLCALL_DATA_DIR: z.string().min(1).default('.data'),
  ROLLCALL_DEMO: flag,
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: publicUrlError })
    .refine((url) => URL.canParse(url) && new URL(url).href === `${new URL(url).origin}/`, publicUrlError)
    .transform((url) => new URL(url).origin)
    .optional(),
  TRUSTED_PROXIES: z.string().refine(areProxies, proxiesError).transform(readTrustedProxies).optional(),
  AUTH_PROXY_HEADER: z
    .string()
    .regex(/^[a-z][a-z\d-]*$/i, headerError)
    .refine((name) => !otherHeaders.test(name), headerError)
    .transform((name) => name.toLowerCase())
    .optional(),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.base64().optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must look like smtps://user:password@host:465' })
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: issuerError })
    .refine((url) => !url.startsWith('http:') || thisMachine.test(new URL(url).hostname), issuerError)
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_ROLE_CLAIM: z.string().min(1).optional(),
  OIDC_ROLES: z
    .string()
    .regex(/^\s*[^=,]+=\s*(viewer|editor|admin)\s*(,\s*[^=,]+=\s*(viewer|editor|admin)\s*)*$/, rolesError)
    .transform(readRoles)
    .optional(),
  EVENTS_KEEP_DAYS: z
    .string()
    .regex(/^\d{1,5}$/, daysError)
    .transform(Number)
    .pipe(z.int().min(1, daysError))
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, metricsError)
    .optional(),
  ACCESS_LOG: flag,
  ROLLCALL_TEST_HASH_COST: z
    .string()
    .regex(/^1[0-7]$/, 'must be a whole number from 10 to 17')
    .transform(Number)
    .default(strongestHash),
})

const environment = variables
  .refine(
    (env) => !env.DATABASE_MIGRATION_URL || env.DATABASE_URL,
    'DATABASE_MIGRATION_URL needs DATABASE_URL: it is another role for the same database',
  )
  .refine(
    (env) => !env.DATABASE_READ_URL || env.DATABASE_URL,
    'DATABASE_READ_URL needs DATABASE_URL: it is a standby of that database',
  )
  .refine(
    (env) => !env.AUTH_PROXY_HEADER || env.TRUSTED_PROXIES,
    'AUTH_PROXY_HEADER needs TRUSTED_PROXIES: name the proxy that signs people in, also where it is loopback',
  )
  .refine(
    (env) => [env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].every((each) => !each === !env.OIDC_ISSUER),
    'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together',
  )
  .refine(
    (env) => !env.OIDC_ROLE_CLAIM === !env.OIDC_ROLES,
    'OIDC_ROLE_CLAIM and OIDC_ROLES must be set together',
  )

/** The provider of single sign-on, by OpenID Connect. */
export type Provider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** The claim with the groups of somebody, and the role of each group; undefined when roles are given here alone. */
  roles: { claim: string; of: ReadonlyMap<string, Role> } | undefined
}

function readRoles(pairs: string): ReadonlyMap<string, Role> {
  return new Map(pairs.split(',').map((pair) => pair.split('=').map((part) => part.trim()) as [string, Role]))
}

export type Config = {
  port: number
  databaseUrl: string | undefined
  /** A hot standby of `databaseUrl`; undefined where the primary alone is read. */
  readUrl: string | undefined
  /** The most connections that this process opens to the database. */
  databasePool: number
  /** Whether a start applies migrations; otherwise it only looks whether all are there. */
  migrates: boolean
  /** The same database as `databaseUrl`, by a role that may change tables; undefined where one role does both. */
  migrationUrl: string | undefined
  dataDir: string
  /** Sample people, in a data directory apart from the real one. */
  demo: boolean
  /** The origin under which browsers reach Rollcall, such as `https://people.example.org`, if the operator says so. */
  publicUrl: string | undefined
  /** Proxies that may say who asks for what, as proxy-addr reads them. */
  trustedProxies: string[]
  /** The header by which a trusted proxy names whom it has signed in, in lower case; undefined where none does. */
  authHeader: string | undefined
  /** The SMTP server and the sender's address; undefined when no mail is sent. */
  mail: { url: string; from: string } | undefined
  provider: Provider | undefined
  /** Older events are deleted by `npm run events:clear`; undefined when all are kept. */
  eventsKeepDays: number | undefined
  /** Encrypts backups; undefined where they are not, or where it is in a file. */
  backupPassphrase: string | undefined
  /** Opens /metrics to those who send it; without it only this machine itself reads them. */
  metricsToken: string | undefined
  /** A line in the log for each request. */
  accessLog: boolean
  /** The logarithm to base 2 of scrypt's N for new password hashes and keys. Only tests lower it. */
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
    readUrl: result.data.DATABASE_READ_URL,
    databasePool: result.data.DATABASE_POOL,
    migrates: result.data.ROLLCALL_MIGRATE === 'on',
    migrationUrl: result.data.DATABASE_MIGRATION_URL,
    dataDir: result.data.ROLLCALL_DATA_DIR,
    demo: result.data.ROLLCALL_DEMO,
    publicUrl: result.data.PUBLIC_URL,
    trustedProxies: result.data.TRUSTED_PROXIES ?? ['loopback'],
    authHeader: result.data.AUTH_PROXY_HEADER,
    mail: url ? { url, from: from ?? `rollcall@${new URL(url).hostname}` } : undefined,
    provider: providerOf(result.data),
    eventsKeepDays: result.data.EVENTS_KEEP_DAYS,
    backupPassphrase: result.data.ROLLCALL_BACKUP_PASSPHRASE,
    metricsToken: result.data.METRICS_TOKEN,
    accessLog: result.data.ACCESS_LOG,
    hashCost: result.data.ROLLCALL_TEST_HASH_COST,
  }
}

function providerOf(env: z.output<typeof environment>): Provider | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer || !clientId || !clientSecret) return undefined
  const { OIDC_ROLE_CLAIM: claim, OIDC_ROLES: of } = env
  return { issuer, clientId, clientSecret, roles: claim && of ? { claim, of } : undefined }
}
