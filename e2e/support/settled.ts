import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, Page, Request } from '@playwright/test'

const open = new Set<Request>()
let changed = 0

/** Counts the requests of the pages of this context, for `settled`. */
export function countRequests(context: BrowserContext): void {
  open.clear()
  const ends = (request: Request) => {
    open.delete(request)
    changed = performance.now()
  }
  context.on('request', (request) => {
    open.add(request)
    changed = performance.now()
  })
  context.on('requestfinished', ends)
  context.on('requestfailed', ends)
}

/**
 * Waits until this test has asked the server for nothing for half a second. Playwright's own `networkidle` at times
 * never comes when a page is loaded again after a prefetch that the browser gave up.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState()
  while (open.size > 0 || performance.now() - changed < 500) await setTimeout(50)
}
