import { expect, test } from '../support/fixtures.ts'

test('an editor changes a user', async ({ page, addUser, verbsOf, db, stored }) => {
  const grace = await addUser()
  await page.goto(`/users/${grace.id}`)
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Edit Grace Hopper')
  await page.getByLabel('Job title').fill('Rear admiral')
  await page.getByLabel('Listed in the public view').uncheck()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText('Person changed: Grace Hopper')

  const after = await stored(grace)
  expect(after).toMatchObject({ jobTitle: 'Rear admiral', listed: false, version: 2 })
  expect(await verbsOf(grace)).toEqual(['create', 'update'])
  const event = await db
    .selectFrom('events')
    .select(['before', 'after'])
    .where('userId', '=', grace.id)
    .where('version', '=', 2)
    .executeTakeFirst()
  expect(event).toMatchObject({ before: { jobTitle: 'Admiral' }, after: { jobTitle: 'Rear admiral' } })
})

test('of two people who edit one user the second gets the conflict page and finishes from it', async ({
  page,
  context,
  addUser,
  stored,
}) => {
  const grace = await addUser({ location: 'Arlington' })
  const other = await context.newPage()
  await page.goto(`/users/${grace.id}/edit`)
  await other.goto(`/users/${grace.id}/edit`)
  await other.getByLabel('Job title').fill('Professor')
  await other.getByLabel('Location').fill('New York')
  await other.getByRole('button', { name: 'Save person' }).click()
  await expect(other.getByRole('status')).toHaveText(/^Person changed: /)

  await page.getByLabel('Job title').fill('Rear admiral')
  await page.getByLabel('About').fill('Found the moth.')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await expect(page).toHaveTitle('Error: Edit Grace Hopper · Rollcall')
  const jobTitle = page.getByRole('group', { name: 'Job title' })
  await expect(jobTitle.getByRole('radio', { name: 'Yours' })).toBeChecked()
  await expect(jobTitle).toContainText('Rear admiral')
  await expect(jobTitle).toContainText('Professor')
  // Only the other editor changed the location, so their value is preselected.
  await expect(
    page.getByRole('group', { name: 'Location' }).getByRole('radio', { name: 'Theirs' }),
  ).toBeChecked()
  await expect(page.getByRole('group', { name: 'Email' })).toHaveCount(0)

  await jobTitle.getByRole('radio', { name: 'Theirs' }).check()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  const after = await stored(grace)
  expect(after).toMatchObject({
    jobTitle: 'Professor',
    location: 'New York',
    about: 'Found the moth.',
    version: 3,
  })
})

test('typed values survive the trashing of the user by somebody else', async ({ page, context, addUser }) => {
  const grace = await addUser()
  await page.goto(`/users/${grace.id}/edit`)
  const other = await context.newPage()
  await other.goto(`/users/${grace.id}/delete`)
  await other.getByRole('button', { name: 'Move to trash' }).click()
  await expect(other.getByRole('status')).toHaveText(/^Moved to trash: .+\. Undo$/)

  await page.getByLabel('About').fill('A long text.')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toContainText('this person is not here any more')
  await expect(page.getByLabel('About')).toHaveValue('A long text.')
})

test('choices made on a conflict page survive a refusal and another conflict', async ({
  page,
  context,
  addUser,
  stored,
}) => {
  const [grace, bob] = [await addUser({ location: 'Arlington' }), await addUser({ name: 'Bob' })]
  await page.goto(`/users/${grace.id}/edit`)
  await saveMeanwhile('Location', 'New York')
  await page.getByLabel('Job title').fill('Rear admiral')
  await page.getByLabel('Email').fill(bob.email)
  await page.getByRole('button', { name: 'Save person' }).click()
  // Only the other editor changed the location: their value was preselected, and stays selected.
  await expect(
    page.getByRole('group', { name: 'Location' }).getByRole('radio', { name: 'Theirs' }),
  ).toBeChecked()
  await saveMeanwhile('Known as', 'Amazing Grace')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(
    page.getByRole('group', { name: 'Known as' }).getByRole('radio', { name: 'Theirs' }),
  ).toBeChecked()
  await expect(page.getByRole('group', { name: 'Location' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/Another person has this email/)
  await page.getByLabel('Email').fill(grace.email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  const after = await stored(grace)
  expect(after).toMatchObject({
    jobTitle: 'Rear admiral',
    location: 'New York',
    knownAs: 'Amazing Grace',
    version: 4,
  })

  async function saveMeanwhile(label: string, text: string): Promise<void> {
    const other = await context.newPage()
    await other.goto(`/users/${grace.id}/edit`)
    await other.getByLabel(label).fill(text)
    await other.getByRole('button', { name: 'Save person' }).click()
    await expect(other.getByRole('status')).toHaveText(/^Person changed: /)
  }
})
