import type { Executor } from '#db/database.ts'
import type { User } from '#db/tables.ts'
import { uniqueEmail } from '../support/fixtures.ts'
import { expect, test } from '../support/list-fixtures.ts'

test('an admin invites 50 people and passes their links on, and nobody is left out without a reason', async ({
  page,
  browser,
  baseURL,
  javaScriptEnabled,
  addUser,
  db,
  signIn,
  word,
}) => {
  const invited: User[] = []
  for (let n = 0; n < 50; n++) invited.push(await addUser({ name: `Person ${n + 10}`, jobTitle: word }))
  await addUser({ name: 'Silent', jobTitle: word, email: '' })
  const member = await addUser({ name: 'Member', jobTitle: word })
  const { account } = await signIn('viewer')
  await db.updateTable('accounts').set({ userId: member.id }).where('id', '=', account.id).execute()
  const other = await signIn('editor')
  await addUser({ name: 'Taken', jobTitle: word, email: other.account.email.toUpperCase() })

  await page.goto(`/users?q=${word}`)
  await page.getByLabel('All 53 that match').check()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invite 50 people')
  for (const words of [
    '1 person has an account already and will not be invited',
    '1 person has no email and will not be invited',
    '1 person has the email of another account and will not be invited',
  ])
    await expect(page.getByText(words)).toBeVisible()
  await page.getByText('1 person has no email').click()
  await expect(page.getByRole('link', { name: 'Silent' })).toBeVisible()

  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByRole('status').first()).toHaveText('Accounts added')
  await expect(page).toHaveURL('/accounts/links')
  const lines = (await page.getByLabel('50 links').inputValue()).split('\n')
  const emails = invited.map(({ email }) => email)
  expect(lines.map((line) => line.split('\t')[1]).toSorted()).toEqual(emails.toSorted())
  await expect(page.getByRole('button', { name: 'Copy all' })).toHaveCount(
    javaScriptEnabled === false ? 0 : 1,
  )
  expect(await accountsOf(db, invited)).toEqual(invited.map(({ email }) => ({ email, role: 'viewer' })))

  const [name, firstEmail, firstLink] = (lines[0] ?? '').split('\t')
  const mail = await page.getByRole('link', { name: `Email it to ${name}` }).getAttribute('href')
  expect(mail).toMatch(new RegExp(`^mailto:${firstEmail}\\?subject=Your%20account`))
  expect(mail).toContain(encodeURIComponent(String(firstLink)))
  await expect(page.getByRole('link', { name: 'Email it' })).toHaveCount(50)

  const file = await page.request.get('/accounts/links/csv')
  expect(file.headers()['content-disposition']).toBe('attachment; filename="one-time-links.csv"')
  expect((await file.text()).trim().split('\r\n')).toHaveLength(51)

  const elsewhere = await browser.newContext({ baseURL: String(baseURL), javaScriptEnabled })
  const theirs = await elsewhere.newPage()
  const [, email, link] = (lines[0] ?? '').split('\t')
  await theirs.goto(String(link))
  await theirs.getByLabel('New password').fill('marble otter climbs nine ladders')
  await theirs.getByRole('button', { name: 'Save password' }).click()
  await expect(theirs.getByRole('link', { name: 'Profile of Person' })).toBeVisible()
  await elsewhere.close()
  await page.reload()
  await expect(page.getByLabel('49 links')).not.toHaveValue(new RegExp(String(email)))
})

test('everybody without an account is invited from the list and from the accounts, and "Cancel" leads back', async ({
  page,
  addUser,
  word,
  newTeam,
}) => {
  const ada = await addUser({ jobTitle: word })
  const everybody = 'Invite everybody without an account'
  await page.goto(`/users?q=${word}`)
  await page.getByRole('checkbox', { name: `Select ${ada.name}` }).check()
  await page.getByRole('button', { name: everybody }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Invite [\d,]+ (person|people)$/)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(`/users?q=${word}&id=${ada.id}`)
  await expect(page.getByRole('checkbox', { name: `Select ${ada.name}` })).toBeChecked()

  await page.goto('/accounts')
  await page.getByRole('link', { name: everybody }).click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page).toHaveURL('/accounts')

  // There it would seem to mean everybody in the team.
  const { id } = await newTeam()
  await addUser({ teams: [id] })
  await page.goto(`/teams/${id}`)
  await expect(page.getByRole('button', { name: 'Invite' })).toHaveText('Invite')
})

test('an invitation that comes too late invites nobody, and shows who is left', async ({
  page,
  addUser,
  db,
  trashUser,
}) => {
  const [ada, ben] = [await addUser({ name: 'Ada' }), await addUser({ name: 'Ben' })]
  await page.goto(`/users/invite?id=${ada.id}&id=${ben.id}`)
  await trashUser(ben)
  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByRole('alert').first()).toContainText('somebody else changed this first')
  expect(await accountsOf(db, [ada, ben])).toEqual([])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invite 1 person')
  await expect(page.getByText('1 person is in the trash and will not be invited')).toBeVisible()
  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByLabel('1 link')).toHaveValue(new RegExp(`^Ada\t${ada.email}\thttp://`))
})

test('people who all have accounts are not invited, and nobody is without a tick', async ({
  page,
  addUser,
  db,
}) => {
  const ada = await addUser()
  await db.insertInto('accounts').values({ email: uniqueEmail(), role: 'viewer', userId: ada.id }).execute()
  await page.goto(`/users/invite?id=${ada.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody to invite')
  await page.goto('/users/invite')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody is selected')
})

test('a one-time link and a token can be mailed by the admin', async ({ page, email }) => {
  await page.goto('/accounts/new')
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByRole('button', { name: 'Save account' }).click()
  const link = await page.getByLabel('One-time link').inputValue()
  const mail = page.getByRole('link', { name: 'Email it (one-time link)' })
  expect(await mail.getAttribute('href')).toMatch(new RegExp(`^mailto:${email}\\?subject=Your%20account`))
  expect(await mail.getAttribute('href')).toContain(encodeURIComponent(link))

  await page.goto('/tokens/new')
  await page.getByLabel('Name').fill(`Site of ${email}`)
  await page.getByRole('button', { name: 'Save token' }).click()
  const token = await page.getByLabel('Your token').inputValue()
  const tokenMail = page.getByRole('link', { name: 'Email it (token)' })
  expect(await tokenMail.getAttribute('href')).toMatch(/^mailto:\?subject=The%20token/)
  expect(await tokenMail.getAttribute('href')).toContain(token)
})

test.describe('an editor', () => {
  test.use({ role: 'editor' })

  test('has no way to invite anybody', async ({ page, addUser, word }) => {
    const { id } = await addUser({ jobTitle: word })
    await page.goto(`/users?q=${word}`)
    await expect(page.getByRole('button', { name: 'Deactivate' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Invite' })).toHaveCount(0)
    for (const path of [`/users/invite?id=${id}`, '/accounts/waiting', '/accounts/links'])
      expect((await page.goto(path))?.status()).toBe(403)
    expect((await page.request.get('/accounts/links/csv')).status()).toBe(403)
  })
})

function accountsOf(db: Executor, people: readonly User[]) {
  return db
    .selectFrom('accounts')
    .select(['email', 'role'])
    .where(
      'userId',
      'in',
      people.map(({ id }) => id),
    )
    .orderBy('userId')
    .execute()
}
