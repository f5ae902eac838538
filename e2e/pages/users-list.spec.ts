import { expect, names, test } from '../support/list-fixtures.ts'

test('filters by team and status narrow the list, and Clear takes them away', async ({
  page,
  addUser,
  newTeam,
  word,
}) => {
  const [kitchen, garden] = [await newTeam('Kitchen'), await newTeam('Garden')]
  await addUser({ name: `${word} Cook`, teams: [kitchen.id] })
  await addUser({ name: `${word} Former`, teams: [kitchen.id], status: 'inactive' })
  await addUser({ name: `${word} Gardener`, teams: [garden.id] })
  await addUser({ name: `${word} Nobody` })
  await page.goto('/users')
  const form = page.getByRole('search')
  await form.getByLabel('Team').selectOption(kitchen.name)
  await form.getByRole('button', { name: 'Search' }).click()
  await expect(names(page)).toHaveText([`${word} Cook`])
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expect(page).toHaveTitle(`People in ${kitchen.name} · Rollcall`)

  await form.getByLabel('Status').selectOption('Inactive')
  await form.getByRole('button', { name: 'Search' }).click()
  await expect(names(page)).toHaveText([`${word} Former`])
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expect(page).toHaveTitle(`Inactive people in ${kitchen.name} · Rollcall`)
  await expect(form.getByLabel('Team')).toHaveValue(String(kitchen.id))

  await page.getByRole('link', { name: 'Remove filter: Inactive' }).click()
  await expect(names(page)).toHaveText([`${word} Cook`])
  await form.getByLabel('Status').selectOption('All')
  await form.getByRole('button', { name: 'Search' }).click()
  await expect(names(page)).toHaveText([`${word} Cook`, `${word} Former`])
  await form.getByRole('link', { name: 'Clear' }).click()
  await expect(page).toHaveURL('/users')
  await expect(form.getByLabel('Team')).toHaveValue('')
  await expect(form.getByLabel('Status')).toHaveValue('')
  await expect(form.getByRole('link', { name: 'Clear' })).toHaveCount(0)

  await page.goto(`/users?team=${kitchen.id}&team=${garden.id}`)
  await expect(names(page)).toHaveText([`${word} Cook`, `${word} Gardener`])
  await form.getByLabel('Search').fill(`${word} gardener`)
  await form.getByRole('button', { name: 'Search' }).click()
  await expect(names(page)).toHaveText([`${word} Gardener`])
  await expect(form.getByLabel('Team').locator('option:checked')).toHaveText(
    `${garden.name} or ${kitchen.name}`,
  )
})

test('the list sorts by the select and by the heads of its columns', async ({ page, addUser, word }) => {
  await addUser({ name: `${word} B`, jobTitle: 'Zebra keeper' })
  await addUser({ name: `${word} C`, jobTitle: '' })
  await addUser({ name: `${word} A`, jobTitle: 'Élan' })
  await page.goto(`/users?q=${word}`)
  const form = page.getByRole('search')
  for (const [label, order] of [
    ['Best match', 'ABC'],
    ['Name, Z to A', 'CBA'],
    ['Job title', 'ABC'],
    ['Job title, Z to A', 'CBA'],
    ['Last change', 'ACB'],
    ['Last change, oldest first', 'BCA'],
    ['Name', 'ABC'],
  ] as const) {
    await form.getByLabel('Sort by').selectOption(label)
    await form.getByRole('button', { name: 'Search' }).click()
    await expect(names(page), label).toHaveText([...order].map((letter) => `${word} ${letter}`))
    await expect(form.getByLabel('Search')).toHaveValue(word)
  }
  const head = (name: string) => page.getByRole('columnheader', { name })
  await expect(head('Name')).toHaveAttribute('aria-sort', 'ascending')
  await head('Name').getByRole('link').click()
  await expect(head('Name')).toHaveAttribute('aria-sort', 'descending')
  await expect(names(page).first()).toHaveText(`${word} C`)
  await expect(head('Last change')).toHaveCount(0)
  await page.goto(`/users?q=${word}&sort=updatedAt`)
  await head('Last change').getByRole('link').click()
  await expect(head('Last change')).toHaveAttribute('aria-sort', 'descending')
  await expect(head('Name')).not.toHaveAttribute('aria-sort')
  await expect(names(page).first()).toHaveText(`${word} A`)
  await expect(page).toHaveURL(`/users?q=${word}&sort=-updatedAt`)
})

test('pages lead on and back with all filters, and a link shared from one shows the same', async ({
  page,
  addUser,
  newTeam,
  word,
  context,
}) => {
  const team = await newTeam('Crowd')
  for (let count = 10; count < 62; count++)
    await addUser({ name: `${word} ${count}`, teams: [team.id], status: 'inactive' })
  await addUser({ name: `${word} 00` })
  const list = `/users?q=${word}&team=${team.id}&status=inactive&sort=name`
  await page.goto(list)
  await expect(page.getByText('1-25 of 52', { exact: true })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link')).toHaveText(['Next page'])
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(names(page).first()).toHaveText(`${word} 35`)
  await expect(page.getByText('26-50 of 52', { exact: true })).toBeVisible()
  await expect(page).toHaveTitle(`Inactive people in ${team.name} matching ${word}, continued · Rollcall`)
  await expect(page.getByRole('search').getByLabel('Search')).toHaveValue(word)
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(names(page)).toHaveText([`${word} 60`, `${word} 61`])

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(names(other)).toHaveText([`${word} 60`, `${word} 61`])
  await other.close()

  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect(names(page).first()).toHaveText(`${word} 35`)
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect(names(page).first()).toHaveText(`${word} 10`)
  await page.getByRole('link', { name: 'Next page' }).click()
  await page.getByRole('link', { name: 'First page' }).click()
  await expect(page).toHaveURL(list)
})

test('a page that is gone, damaged or of another list leads to the first, with the filters', async ({
  page,
  addUser,
  trashUser,
  word,
}) => {
  for (let count = 10; count < 35; count++) await addUser({ name: `${word} ${count}` })
  const last = await addUser({ name: `${word} 99` })
  await page.goto(`/users?q=${word}&sort=name`)
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(names(page)).toHaveText([`${word} 99`])
  const address = page.url()
  await trashUser(last)
  await page.goto(address)
  await expect(page).toHaveURL(`/users?q=${word}&sort=name`)
  await expect(names(page)).toHaveCount(25)

  const cursor = new URL(address).searchParams.get('cursor')
  await page.goto(`/users?q=${word}&sort=-name&cursor=${cursor}`)
  await expect(page).toHaveURL(`/users?q=${word}&sort=-name`)
  await page.goto(`/users?q=${word}&cursor=damaged`)
  await expect(page).toHaveURL(`/users?q=${word}`)
})

test('parameters that mean nothing are left out', async ({ page, addUser, word }) => {
  await addUser({ name: `Ada ${word}` })
  const response = await page.goto(`/users?q=${word}&team=x&status=gone&sort=size&page=7&q2=%00`)
  expect(response?.status()).toBe(200)
  await expect(names(page)).toHaveText([`Ada ${word}`])
  await expect(page).toHaveTitle(`People matching ${word} · Rollcall`)
})

test('a letter leads to the people whose names start with it, and more rows fit on a page', async ({
  page,
  addUser,
  newTeam,
  word,
}) => {
  const team = await newTeam('Alphabet')
  for (let count = 10; count < 36; count++) await addUser({ name: `Aa${word} ${count}`, teams: [team.id] })
  await addUser({ name: `Zz${word}`, teams: [team.id] })
  await page.goto(`/users?team=${team.id}`)
  await page
    .getByRole('navigation', { name: 'Letters' })
    .getByRole('link', { name: 'Z', exact: true })
    .click()
  await expect(names(page)).toHaveText([`Zz${word}`])
  await expect(page.getByText('27-27 of 27', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect(names(page).last()).toHaveText(`Aa${word} 35`)

  const form = page.getByRole('search')
  await form.getByLabel('Rows').selectOption('50')
  await form.getByRole('button', { name: 'Search' }).click()
  await expect(names(page)).toHaveCount(27)
  await expect(page.getByText('27 people', { exact: true })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Letters' })).toHaveCount(0)
})

test('an inactive person is left out until somebody asks for all', async ({ page, addUser, word }) => {
  await addUser({ name: `Present ${word}`, sortName: `${word} B` })
  await addUser({ name: `Former ${word}`, status: 'inactive', sortName: `${word} A` })
  await page.goto(`/users?q=${word}`)
  await expect(names(page)).toHaveText([`Present ${word}`])
  await page.goto(`/users?q=${word}&status=all&sort=surname`)
  await expect(names(page)).toHaveText([`Former ${word}`, `Present ${word}`])
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('Active and inactive')
})
