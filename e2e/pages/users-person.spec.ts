import { expect, names, test } from '../support/list-fixtures.ts'

test('a person shows who they are, how to reach them, and the way back to the very list', async ({
  page,
  addUser,
  newTeam,
  word,
}) => {
  const team = await newTeam('Choir')
  for (let count = 10; count < 35; count++) await addUser({ name: `${word} ${count}`, teams: [team.id] })
  const { id } = await addUser({
    name: `${word} 35`,
    knownAs: 'Ali',
    pronouns: 'she/her',
    jobTitle: 'Soprano',
    phone: '+44 1632 960001',
    email: `${word}@example.com`,
    teams: [team.id],
  })
  await addUser({ name: `${word} 36` })
  await page.goto(`/users?q=${word}&sort=name`)
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(names(page).first()).toHaveText(`${word} 35`)
  await names(page).first().click()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(`${word} 35`)
  await expect(main).toContainText('Known as Ali · she/her')
  await expect(main.getByRole('link', { name: '+44 1632 960001' })).toHaveAttribute(
    'href',
    'tel:+441632960001',
  )
  await expect(main.getByRole('link', { name: `${word}@example.com` })).toBeVisible()
  await expect(main).toContainText(`Also in ${team.name}: ${word} 10, ${word} 11`)
  await expect(main).toContainText('and others')
  await expect(main).toContainText(/Last change .+ by /)

  const list = page.getByRole('navigation', { name: 'List' })
  await list.getByRole('link', { name: `Previous: ${word} 34` }).click()
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(`${word} 34`)
  await list.getByRole('link', { name: `Next: ${word} 35` }).click()
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(`${word} 35`)
  await list.getByRole('link', { name: `People matching ${word}` }).click()
  await expect(names(page).first()).toHaveText(`${word} 35`)

  await page.goto(`/users/${id}?list=//example.org`)
  await expect(list.getByRole('link')).toHaveText(['‹ People'])
})

test('with scripts a button copies each way to reach somebody', async ({
  page,
  context,
  addUser,
  word,
  javaScriptEnabled,
}) => {
  const ways = { phone: '+44 1632 960001', mobile: '+44 7700 900001', email: `${word}@example.com` }
  const { id } = await addUser(ways)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/users/${id}`)
  await expect(page.getByRole('link', { name: ways.email })).toBeVisible()
  const buttons = page.getByRole('main').getByRole('button', { name: /^Cop(y|ied) / })
  if (javaScriptEnabled === false) return expect(buttons).toHaveCount(0)
  await expect(buttons).toHaveText(['Copy phone', 'Copy mobile', 'Copy email'])
  for (const [index, text] of Object.values(ways).entries()) {
    await buttons.nth(index).click()
    await expect(buttons.nth(index)).toHaveText(/^Copied /)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  }
  // Another button took the focus.
  await expect(buttons).toHaveText(['Copy phone', 'Copy mobile', 'Copied email'])
})

test('the list that led to a person is the way back after a change, a new person and "Cancel"', async ({
  page,
  addUser,
  word,
}) => {
  for (const first of ['Ada', 'Bea']) await addUser({ name: `${first} ${word}` })
  await page.goto(`/users?q=${word}&sort=-name`)
  await names(page).first().click()
  const back = page.getByRole('navigation', { name: 'List' }).getByRole('link').first()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(back).toHaveText(`‹ People matching ${word}`)

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Full name').fill('')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await page.getByLabel('Full name').fill(`Zoe ${word}`)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(`Person changed: Zoe ${word}`)
  await back.click()
  await expect(page).toHaveURL(`/users?q=${word}&sort=-name`)
  await expect(names(page)).toHaveText([`Zoe ${word}`, `Ada ${word}`])

  await page.getByRole('link', { name: 'Add person' }).click()
  await page.getByLabel('Full name').fill(`Cleo ${word}`)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(`Person added: Cleo ${word}. Add another`)
  await back.click()
  await expect(page).toHaveURL(`/users?q=${word}&sort=-name`)
})

test('no other address than a list is carried through a form', async ({ page, addUser }) => {
  const { id } = await addUser()
  await page.goto(`/users/${id}/edit?list=//example.org`)
  await page.getByLabel('Job title').fill('Professor')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  await expect(page).toHaveURL(`/users/${id}`)
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('sees nobody who is in the trash, nor who changed somebody', async ({ page, addUser, trashUser }) => {
    const grace = await addUser()
    await page.goto(`/users/${grace.id}`)
    await expect(page.getByText(/^Last change /)).not.toContainText(' by ')
    await trashUser(grace)
    expect((await page.goto(`/users/${grace.id}`))?.status()).toBe(404)
  })
})
