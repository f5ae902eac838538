import type { Page } from '@playwright/test'
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

function bar(page: Page) {
  return page.getByRole('region', { name: 'Change several at once' })
}
