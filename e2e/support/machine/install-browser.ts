import { chromium } from '@playwright/test'
import { minute, run, runAsRoot } from './as-root.ts'
import { findChromium } from './chromium.ts'

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
