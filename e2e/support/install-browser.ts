import { spawnSync } from 'node:child_process'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.ts'

const minute = 60_000
const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']

if (!findChromium()) run(['npx', 'playwright', 'install', 'chromium'], 3 * minute)
if (!findChromium()) installFromDistribution()
if (!findChromium()) {
  fail('There is no Chromium for the end-to-end tests. Install one with "npx playwright install chromium",')
}

let reason = await cannotStart()
if (reason && runAsRoot(['npx', 'playwright', 'install-deps', 'chromium'])) reason = await cannotStart()
if (reason) {
  fail(`${reason}\nChromium does not start. Add what it misses with "npx playwright install-deps chromium",`)
}

function installFromDistribution(): void {
  if (!runAsRoot(['apt-get', 'update'])) return
  // Some releases of Debian have no package for the headless shell.
  if (!runAsRoot(['apt-get', 'install', '-y', 'chromium-headless-shell']))
    runAsRoot(['apt-get', 'install', '-y', 'chromium'])
}

function runAsRoot(command: string[]): boolean {
  const settings = ['env', `PATH=${process.env.PATH}`, 'DEBIAN_FRONTEND=noninteractive']
  return run([...asRoot, ...settings, ...command], 10 * minute)
}

function run([file = '', ...args]: string[], timeout: number): boolean {
  console.log(`> ${[file, ...args].filter((word) => !word.startsWith('PATH=')).join(' ')}`)
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  return spawnSync(file, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout, env }).status === 0
}

async function cannotStart(): Promise<string | undefined> {
  try {
    const browser = await chromium.launch(findChromium())
    await browser.close()
    return undefined
  } catch (error) {
    return String(error)
  }
}

function fail(message: string): never {
  console.error(`${message}\nor install the chromium package of your system, and run "npm run e2e" again.`)
  process.exit(1)
}
