import type { Page } from '@playwright/test'
import { transaction } from '#db/database.ts'
import { changeMany, previewMany } from '#db/users/bulk.ts'
import { expect, test } from '../support/list-fixtures.ts'

/** Below their days. */
function lines(page: Page) {
  return page.getByRole('region').getByRole('listitem')
}

test('an editor sees what was done, opens it, and undoes it for one and for all', async ({
  page,
  word,
  addUser,
  stored,
  viewer,
}) => {
  const [ada, ben] = [await addUser({ name: `Ada ${word}` }), await addUser({ name: `Ben ${word}` })]
  const email = String(viewer.account?.email)

  await test.step('a change of one person opens in its line', async () => {
    await page.goto(`/users/${ada.id}/edit`)
    await page.getByLabel('Phone').fill('+44 20 7946 0018')
    await page.getByRole('button', { name: 'Save person' }).click()
    await expect(page.getByRole('status')).toHaveText(/^Person changed/)
    await page.getByRole('link', { name: 'Activity' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
    const line = lines(page).filter({ hasText: `${email} changed Ada ${word}'s phone` })
    await expect(line).toContainText('by form')
    await line.getByText('Changes').click()
    await expect(line.getByRole('insertion')).toHaveText('+44 20 7946 0018')
    await line.getByRole('link', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Change undone' })).toHaveCount(1)
    expect(await stored(ada)).toMatchObject({ phone: '', version: 3 })
  })

  await test.step('a bulk deed is one line that leads to its people', async () => {
    await page.goto(`/users/bulk?do=deactivate&id=${ada.id}&id=${ben.id}`)
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await expect(page.getByRole('status').filter({ hasText: '2 people changed' })).toHaveCount(1)
    await page.goto(`/activity?person=${word}`)
    await expect(lines(page).first()).toContainText(`${email} deactivated 2 people`)
    await page.getByRole('link', { name: '2 people', exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${email} deactivated 2 people`)
    await page.getByRole('link', { name: `Undo for Ada ${word}` }).click()
    await expect(page.getByRole('main')).toContainText('Other people were changed together with this person')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Change undone' })).toHaveCount(1)
    expect(await stored(ada)).toMatchObject({ status: 'active' })
    expect(await stored(ben)).toMatchObject({ status: 'inactive' })
  })

  await test.step('the history offers both', async () => {
    await page.goto(`/users/${ben.id}/history`)
    const latest = page.getByRole('main').getByRole('listitem').first()
    await expect(latest).toContainText(`${email} changed this person by a bulk change`)
    await expect(latest.getByRole('link', { name: 'Undo this change' })).toBeVisible()
    await latest.getByRole('link', { name: 'Undo all 2' }).click()
    await expect(page.getByRole('main')).toContainText('1 person is left alone')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Change undone' })).toHaveCount(1)
    expect(await stored(ben)).toMatchObject({ status: 'active' })
  })
})

test('filters are in the address, are shown, and can be removed', async ({
  page,
  word,
  addUser,
  viewer,
  trashUser,
}) => {
  const { id } = await trashUser(await addUser({ name: `Cleo ${word}` }))
  await page.goto('/activity')
  const form = page.getByRole('search')
  await form.getByLabel('Person').fill(word)
  await form.getByLabel('Deed').selectOption('Moved to the trash')
  await form.getByLabel('From').fill('2020-01-01')
  await form.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/\/activity\?.*person=/)
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page)).toContainText(`moved Cleo ${word} to the trash`)
  await expect(form.getByLabel('Deed')).toHaveValue('trash')
  await page.getByRole('link', { name: 'Remove Deed' }).click()
  await expect(page).not.toHaveURL(/deed=/)
  await expect(lines(page).last()).toContainText(`added Cleo ${word}`)

  await page.goto(`/activity?person=${id}&actor=${viewer.account?.id}`)
  await expect(page.getByRole('main')).toContainText('Nothing was done that matches these filters.')
  await page.getByRole('link', { name: 'Clear all' }).click()
  await expect(page).toHaveURL(/\/activity$/)

  for (const nonsense of [
    'actor=x&deed=fly&from=yesterday&to=2026-02-31&before=-1',
    'person=a&person=b&person=%00',
  ]) {
    expect((await page.goto(`/activity?${nonsense}`))?.status()).toBe(200)
    await expect(page.getByRole('link', { name: 'Clear all' })).toHaveCount(0)
  }
  expect((await page.goto('/activity/0'))?.status()).toBe(404)
  expect((await page.goto(`/users/undo/1/${id}`))?.status()).toBe(404)
})

test('a page continues with older deeds', async ({ page, word, db, addUser, viewer }) => {
  const actor = { id: viewer.account?.id ?? 0, name: 'somebody', role: 'editor' } as const
  const user = await addUser({ name: `Dan ${word}` })
  const selection = { ids: [user.id] }
  for (let n = 0; n < 52; n++) {
    const operation = { do: n % 2 === 0 ? 'deactivate' : 'activate' } as const
    const { fingerprint } = await previewMany(db, selection, operation)
    await transaction(db, (trx) => changeMany(trx, { selection, operation, fingerprint }, actor))
  }
  await page.goto(`/activity?person=${user.id}`)
  await expect(lines(page)).toHaveCount(50)
  await page.getByRole('link', { name: 'Older activity' }).click()
  await expect(page).toHaveTitle(/^Activity, continued/)
  await expect(lines(page)).toHaveCount(3)
  await expect(lines(page).last()).toContainText(`added Dan ${word}`)
  await page.getByRole('link', { name: 'Latest activity' }).click()
  await expect(page).toHaveTitle(/^Activity ·/)
})

test.describe('an editor', () => {
  test.use({ role: 'editor' })

  test('sees nothing about accounts', async ({ page, viewer }) => {
    await page.goto(`/activity?actor=${viewer.account?.id}&deed=sign-in`)
    await expect(page.getByRole('search').getByLabel('Deed')).toHaveValue('')
    await expect(page.getByRole('option', { name: 'Signed in' })).toHaveCount(0)
  })
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('neither sees the activity nor a way to it', async ({ page }) => {
    for (const path of ['/activity', '/activity/1', '/users/undo/1/1'])
      expect((await page.goto(path))?.status()).toBe(403)
    await expect(page.getByRole('navigation', { name: 'Main' })).not.toContainText('Activity')
  })
})
