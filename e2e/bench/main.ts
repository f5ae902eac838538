import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'

// Runs the bench and all its servers with the Node of BENCH_NODE, or with this one, on an empty database.
if (existsSync('.env')) process.loadEnvFile('.env')
const { BENCH_NODE: node = process.execPath, PATH = '', DATABASE_URL = '' } = process.env
const command = ['tsx', 'e2e/bench/run.ts', ...process.argv.slice(2)]
const { status } = spawnSync(
  node,
  ['--import', 'tsx', 'db/commands/with-database.ts', '--scratch', '--', ...command],
  {
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(node), PATH].join(delimiter), BENCH_LARGE_URL: DATABASE_URL },
  },
)
process.exitCode = status ?? 1
