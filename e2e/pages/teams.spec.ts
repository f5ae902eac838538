import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { uniqueWord } from '../support/unique-word.ts'

test('an editor adds a team, and no second one of its name', async ({ page }) => {
  const name = `Équipe ${uniqueWord()}`
  await page.goto('/users')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Teams' }).click()
  await expect(page).toHaveTitle('Teams · Rollcall')
  await page.getByRole('link', { name: 'Add team' }).click()
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(field(page)).toHaveAccessibleDescription(/Enter a name/)
  await field(page).fill(` ${name} `)
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByRole('status')).toHaveText('Team added. Add another')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByText('No people in this team yet.')).toBeVisible()

  await page.goto('/teams/new')
  await field(page).fill(name.replace('É', 'e').toUpperCase())
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page).toHaveTitle('Error: Add team · Rollcall')
  await expect(field(page)).toHaveAccessibleDescription(/Another team has this name/)
  await expect(field(page)).toHaveValue(name.replace('É', 'e').toUpperCase())
  await page.goto('/teams')
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('0 people')
})

test('a team is renamed, and its people stay at their version', async ({
  page,
  newTeam,
  addUser,
  stored,
}) => {
  const team = await newTeam('Navy')
  const grace = await addUser({ teams: [team.id] })
  await page.goto(`/teams/${team.id}`)
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Edit ${team.name}`)
  await rename(page, `Fleet of ${team.name}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Fleet of ${team.name}`)
  await page.getByRole('link', { name: 'Grace Hopper' }).click()
  await page.getByRole('link', { name: `Fleet of ${team.name}` }).click()
  await expect(page).toHaveURL(new RegExp(`/teams/${team.id}$`))
  expect(await stored(grace)).toEqual({
    ...grace,
    namedTeams: [{ id: team.id, name: `Fleet of ${team.name}` }],
  })
})

test('of two keepers who rename one team the second chooses between the two', async ({
  page,
  context,
  newTeam,
}) => {
  const team = await newTeam()
  const other = await context.newPage()
  await page.goto(`/teams/${team.id}/edit`)
  await other.goto(`/teams/${team.id}/edit`)
  await rename(other, `Theirs ${team.name}`)
  await field(page).fill(`Mine ${team.name}`)
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Somebody else changed this team')
  const choice = page.getByRole('group', { name: 'Name' })
  await expect(choice.getByRole('radio', { name: `Theirs Theirs ${team.name}` })).not.toBeChecked()
  await expect(choice.getByRole('radio', { name: `Yours Mine ${team.name}` })).toBeChecked()
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByRole('status')).toHaveText('Team renamed')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Mine ${team.name}`)
})

test('the people of a deleted team go to another one, or nowhere', async ({
  page,
  newTeam,
  addUser,
  stored,
  verbsOf,
}) => {
  const [first, second] = [await newTeam('First'), await newTeam('Second')]
  const grace = await addUser({ teams: [first.id] })
  await page.goto(`/teams/${first.id}`)
  await page.getByRole('link', { name: 'Delete' }).click()
  await expect(page.getByRole('main')).toContainText(`1 person is in ${first.name}`)
  await page.getByLabel('Team that its people join').selectOption(second.name)
  await page.getByRole('button', { name: 'Delete team' }).click()
  await expect(page.getByRole('status')).toHaveText('Team deleted')
  expect(await stored(grace)).toMatchObject({
    teams: [second.id],
    namedTeams: [{ id: second.id, name: second.name }],
    version: 2,
  })

  await page.goto(`/users/${grace.id}/history`)
  await expect(page.getByRole('deletion').first()).toHaveText('a team that was deleted')
  await expect(page.getByRole('insertion').first()).toHaveText(second.name)

  await page.goto(`/teams/${second.id}/delete`)
  await page.getByRole('button', { name: 'Delete team' }).click()
  await expect(page.getByRole('status')).toHaveText('Team deleted')
  expect(await stored(grace)).toMatchObject({ teams: [], namedTeams: [], version: 3 })
  expect(await verbsOf(grace)).toEqual(['create', 'update', 'update'])
  expect((await page.goto(`/teams/${second.id}`))?.status()).toBe(404)
})

test('a team that was renamed, or whose people cannot go there any more, is asked about again', async ({
  page,
  context,
  newTeam,
}) => {
  const [old, gone] = [await newTeam('Old'), await newTeam('Gone')]
  await page.goto(`/teams/${old.id}/delete`)
  await page.getByLabel('Team that its people join').selectOption(gone.name)
  const other = await context.newPage()
  await other.goto(`/teams/${old.id}/edit`)
  await rename(other, `New ${old.name}`)
  await other.goto(`/teams/${gone.id}/delete`)
  await other.getByRole('button', { name: 'Delete team' }).click()
  await expect(other.getByRole('status')).toHaveText('Team deleted')

  await page.getByRole('button', { name: 'Delete team' }).click()
  await expect(page.getByRole('main')).toContainText(`Its name is now New ${old.name}`)
  await page.getByRole('button', { name: 'Delete team' }).click()
  await expect(page.getByRole('status').or(page.getByText('This team was deleted').first())).toBeVisible()
})

test('the boxes in the form of a user say who is in which team', async ({
  page,
  newTeam,
  addUser,
  stored,
}) => {
  const [navy, yale, vassar] = [await newTeam('Navy'), await newTeam('Yale'), await newTeam('Vassar')]
  const grace = await addUser({ teams: [vassar.id] })
  await page.goto(`/users/${grace.id}/edit`)
  const teams = page.getByRole('group', { name: 'Teams' })
  await expect(teams.getByLabel(vassar.name)).toBeChecked()
  await teams.getByLabel(vassar.name).uncheck()
  await teams.getByLabel(navy.name).check()
  await teams.getByLabel(yale.name).check()
  await page.getByRole('button', { name: 'Add link' }).click()
  await expect(page.getByLabel('Link 1 address')).toBeFocused()
  await page.getByLabel('Full name').fill('')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByLabel('Full name')).toHaveAccessibleDescription('Enter a name')
  await expect(teams.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await page.getByLabel('Full name').fill('Grace Hopper')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  expect(await stored(grace)).toMatchObject({ teams: [navy.id, yale.id], version: 2 })
  await page.getByRole('link', { name: yale.name }).click()
  await expect(page.getByRole('rowheader').filter({ hasText: 'Grace Hopper' })).toHaveCount(1)
})

test('ticks survive somebody else who saves first, and a team that goes', async ({
  page,
  context,
  newTeam,
  addUser,
  stored,
}) => {
  const [navy, yale] = [await newTeam('Navy'), await newTeam('Yale')]
  const grace = await addUser()
  await page.goto(`/users/${grace.id}/edit`)
  await page.getByLabel(navy.name).check()
  await page.getByLabel(yale.name).check()
  const other = await context.newPage()
  await other.goto(`/users/${grace.id}/edit`)
  await other.getByLabel(yale.name).check()
  await other.getByRole('button', { name: 'Save person' }).click()
  await expect(other.getByRole('status')).toHaveText(/^Person changed: /)

  await page.getByRole('button', { name: 'Save person' }).click()
  const choice = page.getByRole('group', { name: 'Teams' })
  await expect(choice.getByRole('radio', { name: `Yours ${navy.name} ${yale.name}` })).toBeChecked()
  await expect(choice.getByRole('radio', { name: `Theirs ${yale.name}` })).not.toBeChecked()
  await other.goto(`/teams/${navy.id}/delete`)
  await other.getByRole('button', { name: 'Delete team' }).click()
  await expect(other.getByRole('status')).toHaveText('Team deleted')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('group', { name: 'Teams' })).toHaveAccessibleDescription(/team was deleted/)
  expect(await stored(grace)).toMatchObject({ teams: [yale.id], version: 2 })
})

test('among many teams a word finds the one, saves nothing and loses nothing', async ({
  page,
  newTeam,
  addUser,
  stored,
  javaScriptEnabled,
}) => {
  const [navy, yale] = [await newTeam('Åland'), await newTeam('Yale')]
  for (let count = 0; count < 30; count++) await newTeam('Crowd')
  const grace = await addUser({ teams: [navy.id] })
  await page.goto(`/users/${grace.id}/edit`)
  const teams = page.getByRole('group', { name: 'Teams' })
  await expect(teams.getByRole('checkbox').first()).toBeChecked()
  await page.getByLabel('About').fill('Found the moth.')
  await teams.getByLabel('Find a team').fill(yale.name.toUpperCase())
  await teams.getByRole('button', { name: 'Find' }).click()
  await expect(teams.getByRole('checkbox')).toHaveCount(2)
  await expect(teams).toContainText(/1 of \d+/)
  if (!javaScriptEnabled) await expect(teams.getByLabel('Find a team')).toBeFocused()
  await expect(teams.getByLabel(navy.name)).toBeChecked()
  await teams.getByLabel(yale.name).check()

  await teams.getByLabel('Find a team').fill(`aland${navy.name.slice(5)}`)
  await teams.getByLabel('Find a team').press('Enter')
  await expect(teams.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Edit Grace Hopper')
  await expect(page.getByLabel('About')).toHaveValue('Found the moth.')
  expect(await stored(grace)).toEqual(grace)

  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  expect(await stored(grace)).toMatchObject({
    teams: [navy.id, yale.id],
    about: 'Found the moth.',
    version: 2,
  })
})

test.describe('an outsider', () => {
  test.use({ role: 'nobody' })

  test('sees who is listed in a team, and no team in which nobody is', async ({ page, newTeam, addUser }) => {
    const team = await newTeam('Navy')
    const shown = await addUser({ teams: [team.id] })
    await addUser({ name: 'Hidden Hopper', teams: [team.id], listed: false })
    await page.goto(`/users/${shown.id}`)
    await page.getByRole('link', { name: team.name }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(team.name)
    await expect(page.getByRole('link', { name: 'Grace Hopper' })).toHaveCount(1)
    await expect(page.getByRole('main')).not.toContainText('Hidden Hopper')
    await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0)

    const secret = await newTeam('Secret')
    await addUser({ teams: [secret.id], listed: false })
    expect((await page.goto(`/teams/${secret.id}`))?.status()).toBe(404)
    expect((await page.goto(`/teams/${secret.id}?cursor=x`))?.status()).toBe(404)
    for (const ids of [secret.id, `${team.id},${secret.id}`]) {
      await page.goto(`/users?team=${ids}`)
      expect(await page.content()).not.toContain(secret.name)
    }
    await page.goto('/teams')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  })
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('reads teams and how many are in them, and keeps none', async ({ page, newTeam, addUser }) => {
    const team = await newTeam()
    await addUser({ teams: [team.id], listed: false })
    await page.goto('/teams')
    await expect(page.getByRole('listitem').filter({ hasText: team.name })).toContainText('1 person')
    await expect(page.getByRole('link', { name: 'Add team' })).toHaveCount(0)
    for (const path of ['/teams/new', `/teams/${team.id}/edit`, `/teams/${team.id}/delete`])
      expect((await page.goto(path))?.status()).toBe(403)
  })
})

async function rename(page: Page, name: string): Promise<void> {
  await field(page).fill(name)
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByRole('status')).toHaveText('Team renamed')
}

function field(page: Page) {
  return page.getByLabel('Name')
}
