import { expect, names, test } from '../support/list-fixtures.ts'

test('keys lead to the search box, walk the people, and open one', async ({ page, addUser, word }) => {
  for (const name of ['Ada', 'Ben']) await addUser({ name: `${name} ${word}` })
  await page.goto('/users')
  const box = page.getByRole('search').getByLabel('Search')
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('')
  await box.pressSequentially(`${word}/`)
  await expect(box).toHaveValue(`${word}/`)
  await box.press('Backspace')
  await expect(page).toHaveURL(`/users?q=${word}`)
  await expect(names(page)).toHaveText([`Ada ${word}`, `Ben ${word}`])

  await box.press('ArrowDown')
  await expect(names(page).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(names(page).last()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(names(page).last()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(box).toBeFocused()

  await box.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ada ${word}`)
})

test('Enter searches while the people shown belong to other words', async ({ page, addUser, word }) => {
  for (const name of ['Ada', 'Ben']) await addUser({ name: `${name} ${word}` })
  await page.goto(`/users?q=${word}`)
  const box = page.getByRole('search').getByLabel('Search')
  // Without an input event, so that nothing searches before Enter.
  await box.evaluate((input: HTMLInputElement, value) => {
    input.value = value
  }, `ben ${word}`)
  await box.press('Enter')
  await expect(page).toHaveURL(`/users?q=ben+${word}`)
  await expect(names(page)).toHaveText([`Ben ${word}`])
  await box.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ben ${word}`)
})
