import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { PageState } from './page-states.ts'

// Screenshots of every state: LOOK=1 npm run e2e -- accessibility
const looks = process.env.LOOK === '1'
const wide = { width: 1280, height: 800 }
// 400 % zoom on a screen of 1280 by 1024 (WCAG 2.2, 1.4.10).
const zoomed = { width: 320, height: 256 }
const phone = { width: 360, height: 740 }
// The only rules that depend on the colour scheme.
const colourRules = ['color-contrast', 'link-in-text-block']

/** axe, landmarks, zoom and focus, on each page in its state. */
export function testAccessibility(states: readonly PageState[]): void {
  for (const { name, role = 'admin', open } of states)
    test.describe(() => {
      test.use({ role })

      test(`${name}, seen by ${role}`, async ({ page, db, email, addUser, newTeam, trashUser }, testInfo) => {
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        await open({ page, db, email, addUser, newTeam, trashUser })
        await expectLandmarks(page)
        await expectNoViolations(axe(page))
        await look('light')
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
        await page.emulateMedia({ colorScheme: 'dark' })
        await expectNoViolations(axe(page).withRules(colourRules))
        await look('dark')
        if (looks) {
          await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
          await look('forced-colors')
          await page.emulateMedia({ forcedColors: 'none' })
          await page.setViewportSize(phone)
          await look('phone')
          await page.emulateMedia({ media: 'print' })
          await look('print')
          await page.emulateMedia({ media: 'screen' })
        }
        await page.setViewportSize(zoomed)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
        await page.setViewportSize(wide)
        await expectVisibleFocus(page)

        async function look(kind: string) {
          if (!looks) return
          const path = testInfo.outputPath(`${name.replaceAll(/\W+/g, '-')} ${role} ${kind}.png`)
          await page.screenshot({ path, fullPage: true })
        }
      })
    })
}

/** axe alone, on what is open over a page. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNoViolations(axe(page))
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoViolations(axe(page).withRules(colourRules))
}

/** Legacy mode opens no second page. It does not test frames, which our pages do not have. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode()
}

async function expectNoViolations(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
}

/** One h1, one main landmark, a skip link, and a title with the page and the site. */
async function expectLandmarks(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.getByRole('main')).toHaveCount(1)
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'Skip to content' })).toHaveCount(1)
  await expect(page).toHaveTitle(/^.+ · .+$/)
}

// All teams that there can be, and the frame around them.
const mostStops = 600

/** The keyboard reaches the end of the page, and each focused element is visible. */
async function expectVisibleFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.tabIndex = -1
    document.body.focus()
  })
  const unseen: string[] = []
  let end = false
  for (let stop = 0; stop < mostStops && !end; stop++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return { end: true, seen: true, what: '' }
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      const seen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 3 && width > 1 && height > 1
      return { end: false, seen, what: element.outerHTML.slice(0, 120) }
    })
    end = found.end
    if (!found.seen) unseen.push(found.what)
  }
  expect(unseen).toEqual([])
  expect(end).toBe(true)
}
