import type { Locator, Page } from '@playwright/test'
import type { Executor } from '#db/database.ts'
import type { Team } from '#db/tables.ts'
import { expect, test } from '../support/fixtures.ts'
import { openFold } from '../support/open-fold.ts'
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
  viewer,
}) => {
  const team = await newTeam()
  const other = await context.newPage()
  await page.goto(`/teams/${team.id}/edit`)
  await other.goto(`/teams/${team.id}/edit`)
  await rename(other, `Theirs ${team.name}`)
  await field(page).fill(`Mine ${team.name}`)
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    `${viewer.account?.email} changed this team just now, while you were editing.`,
  )
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
  await openFold(page)
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
  await openFold(page)
  await page.getByLabel(navy.name).check()
  await page.getByLabel(yale.name).check()
  const other = await context.newPage()
  await other.goto(`/users/${grace.id}/edit`)
  await openFold(other)
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
  db,
  newTeam,
  addUser,
  stored,
  javaScriptEnabled,
}) => {
  const [navy, yale] = [await newTeam('Åland'), await newTeam('Yale')]
  await addCrowd(db, newTeam)
  const grace = await addUser({ teams: [navy.id] })
  await page.goto(`/users/${grace.id}/edit`)
  const teams = page.getByRole('group', { name: 'Teams' })
  await expect(teams.getByRole('checkbox').first()).toBeChecked()
  await page.getByLabel('About').fill('Found the moth.')
  await teams.locator('summary').click()
  await teams.getByLabel('Part of the name').fill(yale.name.toUpperCase())
  await teams.getByRole('button', { name: 'Find' }).click()
  await expect(teams.getByRole('checkbox')).toHaveCount(2)
  await expect(teams).toContainText(/1 of \d+/)
  if (!javaScriptEnabled) await expect(teams.getByLabel('Part of the name')).toBeFocused()
  await expect(teams.getByLabel(navy.name)).toBeChecked()
  await teams.getByLabel(yale.name).check()

  await teams.getByLabel('Part of the name').fill(`aland${navy.name.slice(5)}`)
  await teams.getByLabel('Part of the name').press('Enter')
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

test('the keyboard passes many teams in one step, and stops at those that are ticked', async ({
  page,
  db,
  newTeam,
  addUser,
}) => {
  const [navy] = [await newTeam('Navy')]
  await addCrowd(db, newTeam)
  await page.goto('/users/new')
  const teams = page.getByRole('group', { name: 'Teams' })
  await teams.locator('summary').focus()
  await page.keyboard.press('Tab')
  await expect(teams.locator(':focus')).toHaveCount(0)
  const { id } = await addUser({ teams: [navy.id] })
  await page.goto(`/users/${id}/edit`)
  await teams.locator('summary').focus()
  await page.keyboard.press('Shift+Tab')
  await expect(teams.getByLabel(navy.name)).toBeFocused()
})

test('a team that is ticked in the fold shows when the fold closes, and is saved', async ({
  page,
  db,
  newTeam,
  addUser,
  stored,
}) => {
  const [navy, yale] = [await newTeam('Navy'), await newTeam('Yale')]
  await addCrowd(db, newTeam)
  const grace = await addUser()
  await page.goto(`/users/${grace.id}/edit`)
  const teams = page.getByRole('group', { name: 'Teams' })
  await expect(teams.getByRole('checkbox')).toHaveCount(0)
  await teams.locator('summary').click()
  await teams.getByLabel(navy.name).check()
  await expect(teams.getByLabel(yale.name)).toBeVisible()
  await teams.locator('summary').click()
  await expect(teams.getByRole('checkbox')).toHaveCount(1)
  await expect(teams.getByLabel(navy.name)).toBeVisible()
  await expect(teams.getByLabel(yale.name)).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(teams.getByLabel(navy.name)).toBeFocused()

  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  expect((await stored(grace)).teams).toEqual([navy.id])
})

test('ticked teams are chips as large as a thumb, and a tap at the cross unticks one', async ({
  page,
  db,
  newTeam,
  addUser,
  stored,
}) => {
  const [navy, yale] = [await newTeam('Navy'), await newTeam('Yale')]
  await addCrowd(db, newTeam)
  const grace = await addUser({ teams: [navy.id, yale.id] })
  await page.goto(`/users/${grace.id}/edit`)
  const teams = page.getByRole('group', { name: 'Teams' })
  const chip = teams.getByLabel(navy.name)
  expect((await sizeOf(chip)).height).toBeGreaterThanOrEqual(24)
  await page.setViewportSize({ width: 360, height: 740 })
  const { width, height } = await sizeOf(chip)
  expect(height).toBeGreaterThanOrEqual(44)
  await chip.click({ position: { x: width - 16, y: height / 2 } })
  await expect(chip).not.toBeChecked()
  await expect(teams.getByLabel(yale.name)).toBeChecked()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  expect((await stored(grace)).teams).toEqual([yale.id])
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
    for (const path of [
      '/teams/new',
      '/teams/new/many',
      ...['add', 'edit', 'delete'].map((page) => `/teams/${team.id}/${page}`),
    ])
      expect((await page.goto(path))?.status()).toBe(403)
  })
})

test('a team has a description, which anybody who sees the team reads', async ({ page, newTeam }) => {
  const team = await newTeam()
  await page.goto(`/teams/${team.id}/edit`)
  await page.getByLabel('Description').fill('Sings on Tuesdays.\nBring a pencil.')
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByRole('status')).toHaveText('Team changed')
  await expect(page.getByRole('main')).toContainText('Sings on Tuesdays.')
  await page.goto('/teams')
  await expect(page.getByRole('listitem').filter({ hasText: team.name })).toContainText('Bring a pencil.')
  await page.goto(`/teams/${team.id}/edit`)
  await expect(page.getByLabel('Description')).toHaveValue('Sings on Tuesdays.\nBring a pencil.')
  await page.getByLabel('Description').fill('x'.repeat(1001))
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByLabel('Description')).toHaveAccessibleDescription(/1,000 characters or fewer/)
})

test('many teams are added at once, and those of the same name stay', async ({ page, newTeam }) => {
  const [word, there] = [uniqueWord(), await newTeam('There')]
  await page.goto('/teams')
  await page.getByRole('link', { name: 'Add several' }).click()
  const names = page.getByLabel('Names, one a line')
  await names.fill(`Choir ${word}\n${'x'.repeat(101)}`)
  await page.getByRole('button', { name: 'Save teams' }).click()
  await expect(names).toHaveAccessibleDescription(/100 characters or fewer: x/)
  await names.fill(`\n Choir  ${word}\n\nChoir ${word}\n${there.name.toUpperCase()}\nBrass ${word}\n`)
  await page.getByRole('button', { name: 'Save teams' }).click()
  await expect(page.getByRole('status')).toHaveText('2 teams added, 1 was there already')
  await expect(page.getByRole('listitem').filter({ hasText: word })).toHaveText([/^Brass/, /^Choir/])
  await expect(page.getByRole('listitem').filter({ hasText: there.name })).toHaveCount(1)
  await page.goto('/teams/new/many')
  await names.fill(`Strings ${word}`)
  await page.getByRole('button', { name: 'Save teams' }).click()
  await expect(page.getByRole('status')).toHaveText('1 team added')
  await page.goto('/teams/new/many')
  await names.fill(`Strings ${word}\n${there.name}`)
  await page.getByRole('button', { name: 'Save teams' }).click()
  await expect(page.getByRole('status')).toHaveText('No team added: all of them were there already')
})

test('more than 200 names at once are refused, and none of them is added', async ({ page }) => {
  const word = uniqueWord()
  const typed = Array.from({ length: 201 }, (_, index) => `${index} ${word}`).join('\n')
  await page.goto('/teams/new/many')
  const names = page.getByLabel('Names, one a line')
  await names.fill(typed)
  await page.getByRole('button', { name: 'Save teams' }).click()
  await expect(page).toHaveTitle('Error: Add several teams · Rollcall')
  await expect(names).toHaveAccessibleDescription(/Enter 200 names or fewer at once/)
  await expect(names).toHaveValue(typed)
  await page.goto('/teams')
  await expect(page.getByText(word)).toHaveCount(0)
})

test('people are searched, ticked and added on a page of the team', async ({
  page,
  newTeam,
  addUser,
  stored,
}) => {
  const [word, team] = [uniqueWord(), await newTeam('Choir')]
  const member = await addUser({ name: `Member ${word}`, teams: [team.id] })
  const [ada, ben] = [await addUser({ name: `Ada ${word}` }), await addUser({ name: `Ben ${word}` })]
  await page.goto(`/teams/${team.id}`)
  await page.getByRole('link', { name: 'Add people' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Add people to ${team.name}`)
  for (const { name } of [ada, ben]) {
    await page.getByRole('searchbox', { name: 'Search' }).fill(name)
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter')
    await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  }
  await page.getByRole('searchbox', { name: 'Search' }).fill(word)
  await page.getByRole('searchbox', { name: 'Search' }).press('Enter')
  await expect(page.getByRole('checkbox', { name: `Select ${ada.name}` })).toBeChecked()
  await expect(page.getByText(member.name)).toHaveCount(0)
  await page.getByRole('button', { name: `Add to ${team.name}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Add 2 people to ${team.name}`)
  await page.getByRole('button', { name: 'Add to team' }).click()
  await expect(page.getByRole('status').filter({ hasText: '2 people changed' })).toHaveCount(1)
  await expect(page.getByRole('checkbox', { name: `Select ${ada.name}` })).not.toBeChecked()
  for (const { id } of [ada, ben, member])
    expect((await stored({ id } as typeof ada)).teams).toEqual([team.id])
})

async function rename(page: Page, name: string): Promise<void> {
  await field(page).fill(name)
  await page.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByRole('status')).toHaveText('Team renamed')
}

function field(page: Page) {
  return page.getByLabel('Name')
}

async function sizeOf(element: Locator) {
  return (await element.boundingBox()) ?? { width: 0, height: 0 }
}

/** As many teams as a form folds. All tests share the 500 that there can be. */
async function addCrowd(db: Executor, newTeam: (name: string) => Promise<Team>): Promise<void> {
  const { count } = await db
    .selectFrom('teams')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  for (let added = count; added < 40; added++) await newTeam('Crowd')
}
