import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

const parse = (env: Record<string, string>) => parseConfig(env as NodeJS.ProcessEnv)

const defaults = {
  port: 3000,
  databaseUrl: undefined,
  dataDir: '.data',
  demo: false,
  mail: undefined,
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
    ROLLCALL_DATA_DIR: '/var/lib/rollcall',
    ROLLCALL_DEMO: '1',
    SMTP_URL: 'smtps://rollcall:secret@mail.example.com:465',
    MAIL_FROM: 'Rollcall <people@example.com>',
  }
  expect(parse(env)).toEqual({
    port: 8080,
    databaseUrl: env.DATABASE_URL,
    dataDir: '/var/lib/rollcall',
    demo: true,
    mail: { url: env.SMTP_URL, from: env.MAIL_FROM },
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
  ['SMTP_URL', 'https://mail.example.com'],
  ['SMTP_URL', 'mail.example.com'],
  ['MAIL_FROM', 'x'],
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
