import type { Locator } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { settled } from '../support/settled.ts'
import { uniqueWord } from '../support/unique-word.ts'

test('the list follows what is typed, in the same document, and the box keeps focus and text', async ({
  page,
  addUser,
}) => {
  const word = `typed${uniqueWord()}`
  await addUser({ name: `${word} Lovelace` })
  await addUser({ name: `${word} Bob` })
  await page.goto('/users/new')
  await page.getByRole('link', { name: 'People', exact: true }).click()
  const box = page.getByRole('search').getByLabel('Search')
  await expect(box).toBeVisible()
  const document = await page.evaluateHandle(() => globalThis.document)
  const before = await page.evaluate(() => history.length)

  await box.pressSequentially(word)
  await expect(page.getByText('2 people', { exact: true })).toBeVisible()
  await box.pressSequentially(' Love')
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(`/users?q=${word}+Love`)
  await expect(page).toHaveTitle(`People matching ${word} Love · Rollcall`)
  await expect(box).toBeFocused()
  await expect(box).toHaveValue(`${word} Love`)
  expect(await page.evaluate(() => history.length)).toBe(before)
  expect(await document.evaluate((node) => node === globalThis.document)).toBe(true)

  await page.goBack()
  await expect(page).toHaveURL('/users/new')
  await page.goForward()
  await expect(box).toHaveValue(`${word} Love`)
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
})

test('a slow answer keeps words that were typed after the request', async ({ page, addUser }) => {
  const word = `slow${uniqueWord()}`
  await addUser({ name: `${word} Ada` })
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/_rsc=/, async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/users')
  const box = page.getByRole('search').getByLabel('Search')
  const asked = page.waitForRequest((request) => /Adx&?.*_rsc=/.test(request.url()))
  await box.pressSequentially(`${word} Adx`, { delay: 60 })
  await asked
  await box.press('Backspace')
  await box.pressSequentially('a', { delay: 60 })
  release()
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expect(box).toHaveValue(`${word} Ada`)
  await box.pressSequentially(' ')
  await expect(page).toHaveURL(`/users?q=${word}+Ada`)
  await settled(page)
  await expect(box).toHaveValue(`${word} Ada `)
})

test('a select updates the list at once and keeps focus', async ({ page, addUser }) => {
  const word = `chosen${uniqueWord()}`
  await addUser({ name: `${word} Present` })
  await addUser({ name: `${word} Former`, status: 'inactive' })
  await page.goto(`/users?q=${word}`)
  const status = page.getByRole('search').getByLabel('Status')
  await status.focus()
  await status.selectOption('Inactive')
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(`/users?q=${word}&status=inactive`)
  await expect(status).toBeFocused()
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click()
  await expect(page).toHaveURL(`/users?q=${word}&status=inactive&sort=name`)
  await expect(page.getByRole('search').getByLabel('Sort by')).toHaveValue('name')
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page.getByRole('search').getByLabel('Search')).toHaveValue('')
  await expect(status).toHaveValue('')
})

test('searches that were sent are steps of the history, each with its words', async ({ page, addUser }) => {
  const word = `sent${uniqueWord()}`
  await addUser({ name: `${word} Ada` })
  await page.goto('/users')
  const box = page.getByRole('search').getByLabel('Search')
  await send(box, `${word} Ada`)
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await send(box, `${word} Bob`)
  await expect(page.getByText('Nobody matches')).toBeVisible()
  await page.goBack()
  await expect(box).toHaveValue(`${word} Ada`)
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await page.goBack()
  await expect(box).toHaveValue('')
  await page.goForward()
  await expect(box).toHaveValue(`${word} Ada`)
})

test('words typed before scripts ran are searched when they do', async ({ page, addUser }) => {
  const word = `early${uniqueWord()}`
  await addUser({ name: `${word} Ada` })
  let go = () => {}
  const released = new Promise<void>((resolve) => {
    go = resolve
  })
  await page.route(/\.js(\?|$)/, async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/users', { waitUntil: 'commit' })
  const box = page.getByRole('search').getByLabel('Search')
  await box.pressSequentially(word)
  go()
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expect(box).toHaveValue(word)
})

/** Sets the words without an input event. With one they are shown at once, and add no step to the history. */
async function send(box: Locator, words: string): Promise<void> {
  await box.evaluate((input: HTMLInputElement, value) => {
    input.value = value
  }, words)
  await box.press('Enter')
}

test('ticks stay while the list changes, go by ranges, and end with "Clear"', async ({ page, addUser }) => {
  const word = `ticked${uniqueWord()}`
  for (const letter of 'ABCDE') await addUser({ name: `${word} ${letter}` })
  const box = (letter: string) => page.getByRole('checkbox', { name: `Select ${word} ${letter}` })
  const bar = page.getByRole('region', { name: 'Change several at once' })
  await page.goto(`/users?q=${word}`)
  await box('A').check()
  await box('C').click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('3 selected')
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click()
  await expect(page).toHaveURL(`/users?q=${word}&sort=name`)
  await expect(box('B')).toBeChecked()
  await page.goto('/teams')
  await page.goto(`/users?q=${word}+E`)
  await box('E').check()
  await expect(bar).toContainText('4 selected')
  await page.goto(`/users?q=${word}`)
  await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check()
  await expect(bar).toContainText('5 selected')
  await bar.getByRole('link', { name: 'Clear' }).click()
  await expect(box('A')).not.toBeChecked()
  await expect(bar.getByText('selected', { exact: false }).first()).toBeHidden()
})
