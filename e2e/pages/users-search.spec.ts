import { expect, expectFound, names, search, test } from '../support/list-fixtures.ts'

test('people are found by every field that a viewer may see', async ({ page, addUser, newTeam, word }) => {
  const team = await newTeam('Chess')
  const phone = '+44 1632 960123'
  const email = `${word}mail@example.com`
  const values = {
    knownAs: `${word}known`,
    jobTitle: `${word}title`,
    location: `${word}place`,
    about: `${word}about`,
    phone,
    email,
    teams: [team.id],
  }
  await addUser({ ...values, name: `Ada ${word}name` })
  for (const found of ['name', 'known', 'title', 'place', 'mail', 'about'].map((field) => word + field))
    await expectFound(page, found, [`Ada ${word}name`])
  for (const found of [
    `${phone} ${word}`,
    `960123 ${word}`,
    `${team.name} ${word}`,
    `${word}TITLE ${word}na`,
    email,
  ])
    await expectFound(page, found, [`Ada ${word}name`])
})

test('accents, case and letters such as ł make no difference', async ({ page, addUser, word }) => {
  const name = `Łukasz Øster Weiß Đorđe ${word}`
  await addUser({ name })
  for (const words of ['lukasz', 'oster', 'weiss', 'dorde', 'ŁUKASZ', 'WEISS', 'đorđe'])
    await expectFound(page, `${words} ${word}`, [name])
})

test('spellings and punctuation make no difference', async ({ page, addUser, word }) => {
  const name = `Anne-Marie O’Müller ${word}`
  await addUser({ name, phone: '+44 20 7946 0999' })
  for (const words of [
    'annemarie omueller',
    'anne marie',
    'ANNE-MARIE',
    '"O\'Müller", Anne-Marie;',
    '(020) 7946 0999',
  ])
    await expectFound(page, `${words} ${word}`, [name])
})

test('%, _ and \\ are searched as they are', async ({ page, addUser, word }) => {
  await addUser({ name: `Plain ${word}`, jobTitle: `100${word}` })
  await addUser({ name: `Marks ${word}`, jobTitle: `50%${word}_\\` })
  for (const mark of [`%${word}`, `${word}_`, `_\\ ${word}`]) await expectFound(page, mark, [`Marks ${word}`])
  await expectFound(page, `${word}%`, [])
})

test('names come first, then how to reach somebody, then other fields, then the text about them', async ({
  page,
  addUser,
  word,
}) => {
  for (const name of [`Anna ${word}`, `${word} Zoë`, `Berta ${word}`, `${word} Yann`]) await addUser({ name })
  await addUser({ name: 'Aa About', about: `Knows ${word}` })
  await addUser({ name: 'Ab Location', location: word })
  await addUser({ name: 'Ac Email', email: `${word}@example.com` })
  await addUser({ name: `Ad x${word}` })
  await expectFound(page, word, [
    `${word} Yann`,
    `${word} Zoë`,
    `Anna ${word}`,
    `Berta ${word}`,
    `Ad x${word}`,
    'Ac Email',
    'Ab Location',
    'Aa About',
  ])
})

test('the list marks the words that were found, in each of its columns', async ({
  page,
  addUser,
  newTeam,
  word,
}) => {
  const team = await newTeam(`Choir ${word}`)
  await addUser({
    name: `Zoë ${word}`,
    knownAs: `${word}ali`,
    jobTitle: `Head of ${word}`,
    teams: [team.id],
    phone: '+44 1632 960123',
    email: `${word}@example.com`,
  })
  await page.goto(`/users?${new URLSearchParams({ q: `${word} zoe 960123` })}`)
  await expect(page.getByRole('table').locator('mark')).toHaveText([
    'Zoë',
    word,
    word,
    word,
    word,
    '960123',
    word,
  ])
  await page.goto('/users?status=all')
  await expect(names(page)).not.toHaveCount(0)
  await expect(page.locator('mark')).toHaveCount(0)
})

test('a search that finds nobody asks whether a name like it was meant', async ({ page, addUser, word }) => {
  await addUser({ name: `Nadezhda ${word}` })
  await page.goto(`/users?q=nadeshda+${word}`)
  await expect(
    page.getByText(`Nobody matches “nadeshda ${word}”. Did you mean Nadezhda ${word}?`),
  ).toBeVisible()
  await page.getByRole('link', { name: `Nadezhda ${word}` }).click()
  await expect(page).toHaveURL(`/users?q=Nadezhda+${word}`)
  await expect(names(page)).toHaveText([`Nadezhda ${word}`])
})

test('the address narrows the list to a location and a status, and starts it at a letter', async ({
  page,
  addUser,
  newTeam,
  word,
}) => {
  const team = await newTeam('Address')
  const values = { teams: [team.id], location: `Floor, ${word}` }
  await addUser({ ...values, name: 'Ann Young' })
  await addUser({ ...values, name: 'Bob Xu', status: 'inactive' })
  await addUser({ ...values, name: 'Cem Zorn', location: 'Elsewhere' })
  const expectAt = async (parameters: Record<string, string>, wanted: string[]) => {
    await page.goto(`/users?${new URLSearchParams({ team: String(team.id), ...parameters })}`)
    await expect(names(page), JSON.stringify(parameters)).toHaveText(wanted)
  }
  await expectAt({}, ['Ann Young', 'Cem Zorn'])
  await expectAt({ status: 'all' }, ['Ann Young', 'Bob Xu', 'Cem Zorn'])
  await expectAt({ status: 'inactive' }, ['Bob Xu'])
  await expectAt({ location: values.location }, ['Ann Young'])
  await expectAt({ location: `floor, ${word}` }, [])
  await expectAt({ status: 'all', sort: 'surname' }, ['Bob Xu', 'Ann Young', 'Cem Zorn'])
  await expectAt({ status: 'all', sort: '-surname' }, ['Cem Zorn', 'Ann Young', 'Bob Xu'])
  await expectAt({ status: 'all', from: 'B' }, ['Bob Xu', 'Cem Zorn'])
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect(names(page)).toHaveText(['Ann Young'])
})

test('a search that finds nobody says so and leads back', async ({ page, addUser, word }) => {
  await addUser()
  await page.goto('/users')
  await search(page, `  ${word} `)
  await expect(page.getByText(`Nobody matches “${word}”. Show all people`)).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  await page.getByRole('link', { name: 'Show all people' }).click()
  await expect(page).toHaveURL('/users')
  await expect(page.getByRole('search').getByLabel('Search')).toHaveValue('')
  await expect(names(page)).not.toHaveCount(0)
  await page.goto('/users?team=999999999')
  await expect(page.getByText('Nobody matches these filters. Show all people')).toBeVisible()
  await expect(page.getByRole('search').getByLabel('Team').locator('option:checked')).toHaveText(
    'A deleted team',
  )
})

test('back and forward show the words of their list in the box', async ({ page, addUser, word }) => {
  await addUser({ name: `${word}one` })
  await addUser({ name: `${word}two` })
  const box = page.getByRole('search').getByLabel('Search')
  await page.goto('/users')
  await search(page, `${word}one`)
  await expect(names(page)).toHaveText([`${word}one`])
  await page.getByRole('link', { name: `${word}one` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${word}one`)
  await page.goBack()
  await expect(box).toHaveValue(`${word}one`)
  // Results shown while typing add no step to the history, so this opens the address.
  await page.goto(`/users?q=${word}two`)
  await expect(box).toHaveValue(`${word}two`)
  await page.goBack()
  await expect(box).toHaveValue(`${word}one`)
  await expect(names(page)).toHaveText([`${word}one`])
  await page.goForward()
  await expect(box).toHaveValue(`${word}two`)
  await expect(names(page)).toHaveText([`${word}two`])
})

test.describe('signed out', () => {
  test.use({ role: 'nobody' })

  test('strangers search in what they may see, and in nothing else', async ({ page, addUser, word }) => {
    await addUser({ name: `Seen ${word}`, email: `${word}mail@example.com`, location: `${word}place` })
    await addUser({ name: `Former ${word}`, status: 'inactive' })
    await addUser({ name: `Hidden ${word}`, listed: false })
    await expectFound(page, word, [`Seen ${word}`])
    for (const secret of [`${word}mail`, `${word}place`]) await expectFound(page, secret, [])
    await page.goto(`/users?q=${word}&status=inactive&sort=-updatedAt`)
    await expect(names(page)).toHaveText([`Seen ${word}`])
    await expect(page.getByText('1 person', { exact: true })).toBeVisible()
    const form = page.getByRole('search')
    await expect(form.getByLabel('Status')).toHaveCount(0)
    await expect(form.getByLabel('Sort by').getByRole('option')).toHaveText([
      'Best match',
      'Name',
      'Name, Z to A',
      'Job title',
      'Job title, Z to A',
    ])
  })
})
