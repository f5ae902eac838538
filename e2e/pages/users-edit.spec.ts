import { transaction } from '#db/database.ts'
import { eraseUser } from '#db/privacy/erase-user.ts'
import type { User } from '#db/tables.ts'
import { test as base, expect } from '../support/fixtures.ts'
import { openFold } from '../support/open-fold.ts'

type SaveElsewhere = (user: User, values: Record<string, string | boolean>) => Promise<void>

const test = base.extend<{ asBen: SaveElsewhere }>({
  /** Ben, in a browser of his own, fills in or ticks the fields with these labels, and saves. */
  asBen: async ({ browser, baseURL, javaScriptEnabled, db, signIn, addUser }, use) => {
    const [{ account, cookie }, ben] = [await signIn('editor'), await addUser({ name: 'Ben' })]
    await db.updateTable('accounts').set({ userId: ben.id }).where('id', '=', account.id).execute()
    const context = await browser.newContext({ baseURL, javaScriptEnabled } as object)
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: String(baseURL) }])
    await use(async ({ id }, values) => {
      const page = await context.newPage()
      await page.goto(`/users/${id}/edit`)
      for (const [label, entered] of Object.entries(values))
        if (typeof entered === 'string') await page.getByLabel(label).fill(entered)
        else {
          await page.getByText('More', { exact: true }).click()
          await page.getByLabel(label).setChecked(entered)
        }
      await page.getByRole('button', { name: 'Save person' }).click()
      await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
    })
    await context.close()
  },
})

test('an editor changes a user', async ({ page, addUser, verbsOf, db, stored }) => {
  const grace = await addUser()
  await page.goto(`/users/${grace.id}`)
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Edit Grace Hopper')
  await page.getByLabel('Job title').fill('Rear admiral')
  await page.getByText('More', { exact: true }).click()
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
  addUser,
  asBen,
  stored,
}) => {
  const grace = await addUser({ location: 'Arlington' })
  await page.goto(`/users/${grace.id}/edit`)
  await asBen(grace, { 'Job title': 'Professor', Location: 'New York' })

  await page.getByLabel('Job title').fill('Rear admiral')
  await page.getByLabel('About').fill('Found the moth.')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await expect(page).toHaveTitle('Error: Edit Grace Hopper · Rollcall')
  await expect(page.getByRole('alert').first()).toContainText(
    'Ben changed this person just now, while you were editing. Choose which version to keep.',
  )
  await expect(page.getByText('Changed by Ben on').getByRole('time')).toHaveText(
    /^\d+ \w+ \d{4} at \d\d:\d\d:\d\d \S+$/,
  )
  const jobTitle = page.getByRole('group', { name: 'Job title' })
  await expect(jobTitle.getByRole('radio', { name: 'Yours' })).toBeChecked()
  await expect(jobTitle).toContainText('Rear admiral')
  await expect(jobTitle).toContainText('Professor')
  // Only one of them changed each of the others.
  await expect(page.getByRole('group')).toHaveCount(1)
  await expect(page.getByText(/^Kept from/)).toHaveText([
    'Kept from you: About',
    'Kept from Ben: Location: New York',
  ])

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

test('two people who change different fields need not choose, and nothing is saved before they say so', async ({
  page,
  addUser,
  newTeam,
  asBen,
  stored,
}) => {
  const [grace, team] = [await addUser({ listed: true }), await newTeam()]
  await page.goto(`/users/${grace.id}/edit`)
  await asBen(grace, { 'Job title': 'Professor', 'Listed in the public view': false })
  await page.getByLabel('Phone').fill('+44 20 7946 0018')
  await openFold(page)
  await page.getByRole('checkbox', { name: team.name }).check()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    'Ben changed this person just now, while you were editing. There is nothing to choose. Press Save person again.',
  )
  await expect(page.getByRole('radio')).toHaveCount(0)
  await expect(page.getByText(/^Kept from/)).toHaveCount(4)
  await expect(page.getByRole('main')).toContainText('Kept from you: Phone')
  await expect(page.getByRole('main')).toContainText('Kept from you: Teams')
  await expect(page.getByRole('main')).toContainText('Kept from Ben: Job title: Professor')
  expect(await stored(grace)).toMatchObject({ phone: '', version: 2 })

  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  expect(await stored(grace)).toMatchObject({
    phone: '+44 20 7946 0018',
    jobTitle: 'Professor',
    listed: false,
    teams: [team.id],
    version: 3,
  })
})

test('when the history of a user is gone every field that differs is a choice', async ({
  page,
  addUser,
  asBen,
  trashUser,
  stored,
  db,
}) => {
  const grace = await addUser({ location: 'Arlington' })
  await page.goto(`/users/${grace.id}/edit`)
  await asBen(grace, { Location: 'New York' })
  await db.updateTable('events').set({ before: null, after: null }).where('userId', '=', grace.id).execute()
  await page.getByLabel('Job title').fill('Rear admiral')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('group', { name: 'Job title' })).toContainText('Admiral')
  const location = page.getByRole('group', { name: 'Location' })
  await expect(location.getByRole('radio', { name: 'Yours Arlington' })).toBeChecked()
  await expect(page.getByText(/^Kept from/)).toHaveCount(0)
  // Events without values are left only by an erasure.
  const gone = await trashUser(await stored(grace))
  await transaction(db, (trx) => eraseUser(trx, gone, gone.name, { id: null, name: 'Ben', role: 'admin' }))
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
  addUser,
  asBen,
  stored,
}) => {
  const [grace, bob] = [await addUser({ location: 'Arlington' }), await addUser({ name: 'Bob' })]
  await page.goto(`/users/${grace.id}/edit`)
  await asBen(grace, { Location: 'New York', Pronouns: 'she/her', 'Staff number': grace.email })
  await page.getByLabel('Job title').fill('Rear admiral')
  await page.getByLabel('Pronouns').fill('they/them')
  await page.getByLabel('Staff number').fill(`Mine ${grace.email}`)
  await page.getByLabel('Email').fill(bob.email)
  await page.getByRole('button', { name: 'Save person' }).click()
  const choice = (name: string) => page.getByRole('group', { name })
  await choice('Pronouns').getByRole('radio', { name: 'Theirs' }).check()
  await expect(choice('Staff number').getByRole('radio', { name: 'Yours' })).toBeChecked()
  await expect(page.getByText('Kept from Ben: Location: New York')).toBeVisible()
  await asBen(grace, { 'Known as': 'Amazing Grace', 'Staff number': `Third ${grace.email}` })
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByText('Kept from Ben: Known as: Amazing Grace')).toBeVisible()
  await expect(page.getByText(/^Kept from Ben: Location/)).toHaveCount(0)
  await expect(page.getByRole('group')).toHaveCount(1)
  await expect(choice('Staff number').getByRole('radio', { name: 'Yours Mine' })).toBeChecked()
  await expect(choice('Staff number').getByRole('radio', { name: 'Theirs Third' })).toBeVisible()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/^Bob has this email/)
  await page.getByLabel('Email').fill(grace.email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  const after = await stored(grace)
  expect(after).toMatchObject({
    jobTitle: 'Rear admiral',
    location: 'New York',
    pronouns: 'she/her',
    knownAs: 'Amazing Grace',
    staffNumber: `Mine ${grace.email}`,
    version: 4,
  })
})
