import type { Locator, Page } from '@playwright/test'
import type { User } from '#db/tables.ts'
import { expect, search, test } from '../support/list-fixtures.ts'

test('five named people are collected by searching for each, and join a team', async ({
  page,
  addUser,
  newTeam,
  stored,
  word,
}) => {
  const team = await newTeam('Choir')
  const five: User[] = []
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dora', 'Eve'])
    five.push(await addUser({ name: `${name} ${word}` }))
  await addUser({ name: `Else ${word}` })
  await page.goto('/users')
  for (const { name } of five) {
    await search(page, name)
    await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  }
  await search(page, `Else ${word}`)
  await expect(bar(page)).toContainText(/5 (selected|not shown)/)
  await search(page, word)
  for (const { name } of five)
    await expect(page.getByRole('checkbox', { name: `Select ${name}` })).toBeChecked()
  await page.getByRole('checkbox', { name: `Select ${five[4]?.name}` }).uncheck()
  await bar(page).getByLabel('Team').selectOption(team.name)
  await bar(page).getByRole('button', { name: 'Add to team' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Add 4 people to ${team.name}`)
  await page.getByRole('button', { name: 'Add to team' }).click()
  await expect(page.getByRole('status').filter({ hasText: '4 people changed' })).toHaveCount(1)
  await expect(page.getByRole('checkbox', { name: `Select ${five[0]?.name}` })).not.toBeChecked()
  expect((await stored(five[3] as User)).teams).toEqual([team.id])
  expect((await stored(five[4] as User)).teams).toEqual([])
})

test('on a telephone a row with the ticked people stays in reach, and covers nobody', async ({
  page,
  addUser,
  word,
}) => {
  for (let n = 10; n < 25; n++) await addUser({ name: `Person ${n} ${word}` })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`/users?q=${word}`)
  await expect(bar(page)).not.toBeInViewport()
  const first = page.getByRole('checkbox', { name: `Select Person 10 ${word}` })
  await first.check()
  await expect(bar(page)).toBeInViewport({ ratio: 1 })
  const { top, bottom } = await edges(bar(page))
  expect(bottom - top).toBeLessThanOrEqual(56)
  await expect(bar(page).getByRole('link', { name: 'Clear' })).toBeInViewport()
  await expect(bar(page).getByRole('button', { name: 'Deactivate' })).toBeHidden()

  const focus = page.getByRole('row').locator(':focus')
  const box = page.getByRole('search').getByLabel('Search')
  const last = page.getByRole('checkbox', { name: `Select Person 24 ${word}` })
  for (const key of ['Tab', 'Shift+Tab']) {
    for (const goal = key === 'Tab' ? last : first; !(await isFocused(goal)); ) {
      await page.keyboard.press(key)
      const focused = await edges(focus)
      expect(focused.bottom).toBeLessThanOrEqual(top)
      expect(focused.top).toBeGreaterThanOrEqual((await edges(box)).bottom)
    }
  }

  await bar(page).getByText('Actions').click()
  await expect(bar(page).getByRole('button', { name: 'Move to trash' })).toBeInViewport()
  await bar(page).getByText('Actions').click()
  await last.focus()
  await first.uncheck()
  await expect(bar(page)).not.toBeInViewport()
  await first.check()
  await bar(page).getByText('Actions').click()
  await bar(page).getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deactivate 1 person')
})

async function edges(element: Locator) {
  const { y, height } = (await element.boundingBox()) ?? { y: 0, height: 0 }
  return { top: y, bottom: y + height }
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement)
}

function bar(page: Page) {
  return page.getByRole('region', { name: 'Change several at once' })
}
