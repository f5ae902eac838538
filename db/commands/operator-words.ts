import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import {
  missingExtension,
  missingRight,
  outsideSearchPath,
  type Place,
  unknownRole,
} from './admin-commands.ts'

const checkUrl = 'Check that the server runs and that DATABASE_URL is right.'
const notPostgres = 'PostgreSQL does not answer like that. Check the host and the port in DATABASE_URL.'
const chooseTls =
  'Ask for TLS with ?sslmode=verify-full at the end of DATABASE_URL, or do without with ?sslmode=disable.'
const certificate = 'Name the certificate of its authority with ?sslrootcert=FILE at the end of DATABASE_URL.'
const comesBack = 'The server is starting or stopping. Start again when it is ready.'

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), Node's code or `byMessage`. */
const advice: Record<string, (place: Place, reason: string) => string | undefined> = {
  ECONNREFUSED: () => checkUrl,
  ECONNRESET: () => notPostgres,
  EPIPE: () => checkUrl,
  ENOENT: () => checkUrl,
  EACCES: () => checkUrl,
  ETIMEDOUT: () => checkUrl,
  EHOSTUNREACH: () => checkUrl,
  ENETUNREACH: () => checkUrl,
  ENOTFOUND: () => 'No host has this name. Check DATABASE_URL.',
  EAI_AGAIN: () => 'The name of the host could not be looked up. Check the network and DATABASE_URL.',
  silence: () => `Nothing answered in time. Something other than PostgreSQL may listen there. ${checkUrl}`,
  'hung up': () => `The other side hung up. Something other than PostgreSQL may listen there. ${checkUrl}`,
  'not PostgreSQL': () => notPostgres,
  'no password': () =>
    'The server asks for a password. Put it into DATABASE_URL: postgres://user:password@host:5432/name.',
  'no TLS': () => chooseTls,
  DEPTH_ZERO_SELF_SIGNED_CERT: () => certificate,
  SELF_SIGNED_CERT_IN_CHAIN: () => certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () => certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: () => certificate,
  CERT_HAS_EXPIRED: () => 'Renew the certificate of the server.',
  ERR_TLS_CERT_ALTNAME_INVALID: () =>
    'Use the name that is in the certificate of the server in DATABASE_URL.',
  '08P01': () => notPostgres,
  '28P01': ({ user }) => `Check the password of the role ${user} in DATABASE_URL.`,
  '28000': (place, reason) =>
    /does not exist/.test(reason)
      ? unknownRole(place)
      : `The server's pg_hba.conf admits nobody like this. ${chooseTls}`,
  '3D000': ({ database, user }) =>
    `Create it: createdb --owner='${user}' --encoding=UTF8 --template=template0 '${database}'`,
  '3F000': missingRight,
  '42501': missingRight,
  '0A000': missingExtension,
  '58P01': missingExtension,
  '42704': outsideSearchPath,
  '42883': outsideSearchPath,
  '25006': () => 'It is read-only. Let DATABASE_URL point to the server that takes writes.',
  '53100': () => 'The disk of the server is full. Make room there, then start again.',
  '53200': () => 'The server has no memory left. Give it more, then start again.',
  '53300': () => 'Raise max_connections of the server, or stop a program that uses it.',
  '55P03': () =>
    'Another session holds a lock on a table for too long. Nothing was changed. ' +
    'Find it with "select pid, state, xact_start, query from pg_stat_activity", end it, and start again.',
  '57P01': () => comesBack,
  '57P02': () => comesBack,
  '57P03': () => comesBack,
}

// The pg package sets no code on these errors.
const byMessage: [RegExp, string][] = [
  [/^timeout expired$|connection timeout$|^timeout exceeded|^Query read timeout/, 'silence'],
  [/^Connection terminated/, 'hung up'],
  [/^received invalid response|^Received unexpected/, 'not PostgreSQL'],
  [/client password must be a/, 'no password'],
  [/SSL connection/, 'no TLS'],
]

/** @returns the error itself if it has words already, or if there is no advice for it */
export function inWords(error: unknown, databaseUrl?: string): unknown {
  if (!(error instanceof Error) || error instanceof CannotStart) return error
  const code = codeOf(error)
  const { host, port, database, user } = new pg.Client({ connectionString: databaseUrl })
  const reason = (error.message || code).replace(/\.$/, '')
  const place = { database: database ?? 'rollcall', user: user ?? 'rollcall' }
  const words = Object.hasOwn(advice, code) ? advice[code]?.(place, reason) : undefined
  if (!words) return error
  const where = databaseUrl ? ` ${database} on ${host}:${port}` : ''
  return new CannotStart(`Cannot use the database${where}: ${reason}. ${words}`)
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code
  return byMessage.find(([pattern]) => pattern.test(error.message))?.[1] ?? ''
}
