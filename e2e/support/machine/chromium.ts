import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from '@playwright/test'
import { findOnPath } from './find-on-path.ts'

// The headless shell is a third cheaper than the whole browser.
const systemNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/** Playwright's own download where there is one, otherwise the system's browser; undefined without both. */
export function findChromium(): LaunchOptions | undefined {
  if (existsSync(chromium.executablePath())) return {}
  const executablePath = findOnPath(systemNames)
  return executablePath ? { executablePath, args: systemArguments() } : undefined
}

// A system browser looks for updates and talks to services that a test does not need.
function systemArguments(): string[] {
  return [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}
