import { configDefaults, defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'
import { isEmbedded } from '#db/store/address.ts'

// The same last line as Playwright's, so that .ci/run can add the two up.
const summary: Reporter = {
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed').length
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    process.stdout.write(`${passed} passed, ${failed + broken} failed\n`)
  },
}

// Tests of what only a server has, such as a pooler.
const serverTests = '**/*.postgres.test.ts'
const { DATABASE_URL = '' } = process.env
const onServer = DATABASE_URL !== '' && !isEmbedded(DATABASE_URL)
// What reads files, and what the embedded store alone has. CI runs it before, without a server.
const withoutServer = [
  'actions/imports/formats/**',
  'actions/imports/hostile-*.test.ts',
  'db/store/{copy,damaged-log,private,session}.test.ts',
  '.biome/**',
]

export default defineConfig({
  test: {
    include: ['{app,actions,db,e2e,.biome,.ci}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...(onServer ? withoutServer : [serverTests])],
    globalSetup: onServer ? [] : './db/testing/prepared-store.ts',
    environment: 'node',
    // Only ends a test that hangs: far more than a slow and busy machine needs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // The strongest hash takes a third of a second, and longer on a busy machine.
    env: { ROLLCALL_TEST_HASH_COST: '10' },
    // Many tests wait for a process to start or to end.
    maxWorkers: 4,
    reporters: ['default', summary],
  },
})
