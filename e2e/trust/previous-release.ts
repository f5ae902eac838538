/**
 * The previous release on the tables of this one, as in a rolling update. With a PostgreSQL server:
 * DATABASE_URL=postgres://... npx tsx e2e/trust/previous-release.ts [REVISION [SPEC...]]
 * The revision is the newest tag v* before this commit where none is given. It builds the revision, migrates a new
 * database with the migrations of this commit, and runs specs of the revision on it: those of the JSON and of the forms
 * of people. The exit code is 1 when one fails.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#db/commands/migrate.ts'
import { createScratchDatabase } from '#db/commands/scratch.ts'
import { freePort } from '#db/testing/free-port.ts'
import { checkOut, git, run } from './earlier-commit.ts'

const longestBuildMs = 900_000
const longestSpecsMs = 3_600_000
const longestStartMs = 120_000
// Their servers use the database of the run. Others make one with the migrations of their own release.
const usualSpecs = [
  'http/api[^/]*.spec',
  'http/forms.http.spec',
  'pages/users-new.spec',
  'pages/users-edit.spec',
  'pages/users-delete.spec',
]

const [revision = newestTag(), ...specs] = process.argv.slice(2)
const commit = git('rev-parse', '--verify', `${revision}^{commit}`)
const base = await mkdtemp(join(tmpdir(), 'rollcall-previous-'))
const folder = join(base, 'release')
const database = await createScratchDatabase(process.env.DATABASE_URL ?? '')
try {
  await checkOut(commit, folder, { modules: base })
  await run('npm', ['run', 'build'], { cwd: folder, limitMs: longestBuildMs })
  await migrate(database.url)
  await reportStart()
  const chosen = specs.length ? specs : usualSpecs
  const projects = ['--project', 'http', '--project', 'js-off', '--no-deps']
  await run('npx', ['playwright', 'test', ...projects, ...chosen], {
    cwd: folder,
    env: { DATABASE_URL: database.url, E2E_PORT: String(await freePort()), NEXT_TELEMETRY_DISABLED: '1' },
    limitMs: longestSpecsMs,
    shown: true,
  })
  console.log(`${revision} serves on the tables of ${git('rev-parse', '--short', 'HEAD')}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await database.close()
  await rm(base, { recursive: true, force: true, maxRetries: 5 })
}

/** A process that serves already asks nothing. One that starts again looks at the migrations first. */
async function reportStart(): Promise<void> {
  const args = ['--import', 'tsx', 'db/commands/with-database.ts', '--', 'node', '--version']
  for (const ROLLCALL_MIGRATE of ['on', 'off']) {
    const env = { DATABASE_URL: database.url, ROLLCALL_MIGRATE }
    const said = await run(process.execPath, args, { cwd: folder, env, limitMs: longestStartMs }).then(
      () => 'starts on these tables',
      (error) => error.message,
    )
    console.log(`${revision} with ROLLCALL_MIGRATE=${ROLLCALL_MIGRATE}: ${said}`)
  }
}

function newestTag(): string {
  try {
    return git('describe', '--tags', '--abbrev=0', '--match', 'v*', 'HEAD^')
  } catch {
    console.error('There is no tag v* before this commit. Usage: tsx e2e/trust/previous-release.ts REVISION')
    process.exit(2)
  }
}
