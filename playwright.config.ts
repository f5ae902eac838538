import { defineConfig } from '@playwright/test'
import { isEmbedded } from '#db/store/address.ts'
import { freePort } from '#db/testing/free-port.ts'
import { findCaddy } from './e2e/support/machine/caddy.ts'
import { findChromium } from './e2e/support/machine/chromium.ts'
import { whyNoNginx } from './e2e/support/nginx/find.ts'

// Workers read this file again, so the port is passed in the environment. Two runs at once use different ports.
process.env.E2E_PORT ||= String(await freePort())
// The strongest hash takes a third of a second, and longer on a busy machine.
process.env.ROLLCALL_TEST_HASH_COST = '10'
// Empty where nginx and Caddy can run. The last lines of a run without them say so.
process.env.E2E_NO_NGINX ??= whyNoNginx() ?? ''
process.env.E2E_NO_CADDY ??= findCaddy() ? '' : 'this machine has no caddy'
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`

// These tests use HTTP and open no page.
const httpSpecs = ['**/e2e/http/**']

const nginxSpecs = ['**/nginx*.http.spec.ts', '**/replicas.postgres.http.spec.ts']

// Tests of what only a server has, such as a pooler.
const serverSpecs = ['**/*.postgres.http.spec.ts']
// No database matters to these.
const otherSpecs = [
  '**/nginx*.http.spec.ts',
  '**/{caddy,proxies,form-size,headers,single-sign-on}.http.spec.ts',
]
const { DATABASE_URL = '' } = process.env
const isOnServer = DATABASE_URL !== '' && !isEmbedded(DATABASE_URL)

// axe runs in the page, and these tests are about scripts.
const scriptSpecs = ['**/e2e/scripts/**']

// With scripts a refused form does not become a page of its own, to which Back could lead.
const plainSpecs = ['**/e2e/plain/**']

// An erasure in other tests deletes every file that waits to be imported.
const importSpecs = ['**/e2e/import/**']
const importScriptSpecs = ['**/e2e/import/scripts/**']

// This test checks what all others have left in the database.
const lastSpecs = ['**/replay.spec.ts']

// The second run of CI, on a server, leaves out the journeys in a browser. There the requests of HTTP, the imports and the unit
// tests reach the same database.
const withJourneys = process.env.E2E_JOURNEYS !== 'off'
const onlyWithJourneys = (project: string) => (withJourneys ? [project] : [])
const first = ['http', ...['js-on', 'js-off'].flatMap(onlyWithJourneys)]

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './db/testing/prepared-store.ts',
  fullyParallel: true,
  // Only ends a test that hangs: far more than a slow and busy machine needs.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Many tests wait for their own server to start, to stop or to give up.
  workers: 4,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['./e2e/support/summary-reporter.ts']],
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Recording every step costs a third of the run: TRACE=1 npm run e2e -- SPEC
    trace: process.env.TRACE === '1' ? 'on' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: findChromium() ?? {},
  },
  projects: [
    // The longest tests come first, so that no worker is left alone with one.
    {
      name: 'http',
      testMatch: httpSpecs,
      testIgnore: [
        ...(process.env.E2E_NO_NGINX ? nginxSpecs : []),
        ...(process.env.E2E_NO_CADDY ? ['**/caddy.http.spec.ts'] : []),
        ...(isOnServer ? otherSpecs : serverSpecs),
      ],
    },
    ...onlyWithJourneys('js-on').map((name) => ({
      name,
      testIgnore: [...httpSpecs, ...plainSpecs, ...importSpecs, ...lastSpecs],
    })),
    ...onlyWithJourneys('js-off').map((name) => ({
      name,
      testIgnore: [...httpSpecs, ...scriptSpecs, ...importSpecs, ...lastSpecs],
      use: { javaScriptEnabled: false },
    })),
    // One at a time, also of different files: an import that another write overtakes has to be checked again.
    ...onlyWithJourneys('import-js-on').map((name) => ({
      name,
      testMatch: importSpecs,
      fullyParallel: false,
      workers: 1,
      dependencies: first,
    })),
    {
      name: 'import-js-off',
      testMatch: importSpecs,
      testIgnore: importScriptSpecs,
      fullyParallel: false,
      workers: 1,
      dependencies: withJourneys ? ['import-js-on'] : first,
      use: { javaScriptEnabled: false },
    },
    {
      name: 'last',
      testMatch: lastSpecs,
      dependencies: ['import-js-off'],
    },
  ],
  webServer: {
    command: `next start -H 127.0.0.1 -p ${process.env.E2E_PORT}`,
    url: `${baseURL}/healthz`,
    reuseExistingServer: false,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
