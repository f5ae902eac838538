import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

const parse = (env: Record<string, string>) => parseConfig(env as NodeJS.ProcessEnv)

const defaults = {
  port: 3000,
  databaseUrl: undefined,
  databasePool: 20,
  migrates: true,
  migrationUrl: undefined,
  dataDir: '.data',
  demo: false,
  publicUrl: undefined,
  trustedProxies: ['loopback'],
  authHeader: undefined,
  mail: undefined,
  provider: undefined,
  eventsKeepDays: undefined,
  backupPassphrase: undefined,
  metricsToken: undefined,
  accessLog: false,
  hashCost: 17,
}

test('nothing has to be set', () => {
  expect(parse({})).toEqual(defaults)
})

test('an empty variable counts as unset', () => {
  const empty = { PORT: '', DATABASE_URL: '', ROLLCALL_DATA_DIR: '', ROLLCALL_DEMO: '', SMTP_URL: '' }
  expect(parse({ ...empty, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '' })).toEqual(defaults)
})

test('what is set is used', () => {
  const env = {
    PORT: '8080',
    DATABASE_URL: 'postgresql://keeper:secret@db.example.com:5433/people?sslmode=require',
    DATABASE_POOL: '5',
    ROLLCALL_DATA_DIR: '/var/lib/rollcall',
    ROLLCALL_DEMO: '1',
    PUBLIC_URL: 'https://People.example.com/',
    TRUSTED_PROXIES: 'loopback, 10.0.0.5 2001:db8::/64,192.0.2.0/255.255.255.0',
    AUTH_PROXY_HEADER: 'Remote-Email',
    SMTP_URL: 'smtps://rollcall:secret@mail.example.com:465',
    MAIL_FROM: 'Rollcall <people@example.com>',
    OIDC_ISSUER: 'https://login.example.com/realms/people',
    OIDC_CLIENT_ID: 'rollcall',
    OIDC_CLIENT_SECRET: 'secret',
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLES: 'directory-admins=admin, staff = editor',
    EVENTS_KEEP_DAYS: '730',
    ROLLCALL_MIGRATE: 'off',
    DATABASE_MIGRATION_URL: 'postgres://owner@db.example.com:5433/people',
    ROLLCALL_BACKUP_PASSPHRASE: 'correct horse battery',
    METRICS_TOKEN: '0123456789abcdef',
    ACCESS_LOG: '1',
  }
  expect(parse(env)).toEqual({
    port: 8080,
    databaseUrl: env.DATABASE_URL,
    databasePool: 5,
    migrates: false,
    migrationUrl: env.DATABASE_MIGRATION_URL,
    backupPassphrase: env.ROLLCALL_BACKUP_PASSPHRASE,
    dataDir: '/var/lib/rollcall',
    demo: true,
    publicUrl: 'https://people.example.com',
    trustedProxies: ['loopback', '10.0.0.5', '2001:db8::/64', '192.0.2.0/255.255.255.0'],
    authHeader: 'remote-email',
    mail: { url: env.SMTP_URL, from: env.MAIL_FROM },
    provider: {
      issuer: env.OIDC_ISSUER,
      clientId: 'rollcall',
      clientSecret: 'secret',
      roles: {
        claim: 'groups',
        of: new Map([
          ['directory-admins', 'admin'],
          ['staff', 'editor'],
        ]),
      },
    },
    eventsKeepDays: 730,
    metricsToken: env.METRICS_TOKEN,
    accessLog: true,
    hashCost: 17,
  })
})

test('mail comes from the host that sends it unless a sender is named', () => {
  const url = 'smtp://mail.example.com:587'
  expect(parse({ SMTP_URL: url }).mail).toEqual({ url, from: 'rollcall@mail.example.com' })
  expect(parse({ MAIL_FROM: 'people@example.com' }).mail).toBeUndefined()
})

test.each([
  ['PORT', 'http'],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['DATABASE_URL', 'mysql://127.0.0.1/people'],
  ['DATABASE_URL', 'people'],
  ['ROLLCALL_DEMO', 'perhaps'],
  ['PUBLIC_URL', 'people.example.com'],
  ['PUBLIC_URL', 'https://people.example.com/directory'],
  ['TRUSTED_PROXIES', 'proxy.example.com'],
  ['TRUSTED_PROXIES', '10.0.0.5, 10.0.0.0/33'],
  ['TRUSTED_PROXIES', '0.0.0.0/0'],
  ['TRUSTED_PROXIES', '2001:db8::/129'],
  ['TRUSTED_PROXIES', '10.0.0.5:80'],
  ['TRUSTED_PROXIES', '1'],
  ['TRUSTED_PROXIES', 'true'],
  ['TRUSTED_PROXIES', ','],
  ['AUTH_PROXY_HEADER', 'Remote Email'],
  ['AUTH_PROXY_HEADER', 'Cookie'],
  ['AUTH_PROXY_HEADER', 'X-Forwarded-For'],
  ['AUTH_PROXY_HEADER', 'x-rollcall-person'],
  ['SMTP_URL', 'https://mail.example.com'],
  ['SMTP_URL', 'mail.example.com'],
  ['MAIL_FROM', 'x'],
  ['METRICS_TOKEN', 'too-short'],
  ['METRICS_TOKEN', 'with a space and long enough'],
  ['EVENTS_KEEP_DAYS', '0'],
  ['EVENTS_KEEP_DAYS', '-30'],
  ['EVENTS_KEEP_DAYS', '2 years'],
  ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'not base64!'],
  ['ROLLCALL_TEST_HASH_COST', '9'],
  ['ROLLCALL_TEST_HASH_COST', '18'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => parse({ [name]: value })).toThrow(new RegExp(`^Rollcall cannot start:\n[^]*${name}$`))
})

test('every variable that cannot be used is named at once', () => {
  const refused = () => parse({ PORT: 'http', DATABASE_URL: 'people' })
  expect(refused).toThrow('PORT')
  expect(refused).toThrow('DATABASE_URL')
})

test('a proxy that signs people in is named, also on this machine', () => {
  const header = { AUTH_PROXY_HEADER: 'X-Forwarded-User' }
  expect(() => parse(header)).toThrow('AUTH_PROXY_HEADER needs TRUSTED_PROXIES')
  expect(() => parse({ ...header, TRUSTED_PROXIES: '' })).toThrow('AUTH_PROXY_HEADER needs TRUSTED_PROXIES')
  expect(parse({ ...header, TRUSTED_PROXIES: 'loopback' })).toMatchObject({ authHeader: 'x-forwarded-user' })
})

test.each([
  [{ OIDC_ISSUER: 'http://login.example.com' }, 'must be the https address of the provider'],
  [{ OIDC_ISSUER: 'https://login.example.com' }, 'must be set together'],
  [{ OIDC_CLIENT_SECRET: 'secret' }, 'must be set together'],
  [{ OIDC_ROLES: 'staff=owner' }, 'must look like directory-admins=admin'],
  [{ OIDC_ROLES: 'staff=editor' }, 'OIDC_ROLE_CLAIM and OIDC_ROLES must be set together'],
])('%o is no way to set up single sign-on', (env, words) => {
  expect(() => parse(env)).toThrow(words)
})

test('another role for migrations needs an address of the server', () => {
  expect(() => parse({ DATABASE_MIGRATION_URL: 'postgres://owner@db.example.com/people' })).toThrow(
    'DATABASE_MIGRATION_URL needs DATABASE_URL',
  )
  expect(() => parse({ ROLLCALL_MIGRATE: 'no' })).toThrow('must be on or off')
  expect(() => parse({ ROLLCALL_BACKUP_PASSPHRASE: 'short' })).toThrow('at least 12 characters')
})
