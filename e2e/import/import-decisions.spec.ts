import { expect, password, test, uniqueEmail } from '../support/fixtures.ts'
import { cellsOf, kindOf, upload, verdict } from '../support/import-page.ts'
import { uniqueWord } from '../support/unique-word.ts'

test('cells of refused rows are corrected in place, and the corrections are kept until they are forgotten', async ({
  page,
  db,
  javaScriptEnabled,
}) => {
  const [name, email] = [uniqueWord(), uniqueEmail()]
  await upload(
    page,
    'staff.csv',
    `Full name,Email,Status\n${name},nobody,perhaps\n,${uniqueEmail()},active\n`,
  )
  await expect(verdict(page)).toContainText('0 new · 0 changed · 2 refused · 0 unchanged')
  await page.getByLabel('Row 2, Email').fill(email)
  await page.getByLabel('Row 2, Status').fill('inactive')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(verdict(page)).toContainText('1 new · 0 changed · 1 refused · 0 unchanged')
  if (javaScriptEnabled) await expect(verdict(page).getByText('1 new')).toBeFocused()
  await expect(cellsOf(page, 'New: 1')).toHaveText(['2', name, email, 'Inactive'])
  await expect(page.getByText('2 corrections are kept.')).toBeVisible()
  await page.getByRole('button', { name: 'Forget them' }).click()
  await expect(verdict(page)).toContainText('0 new · 0 changed · 2 refused')
  await page.getByLabel('Row 2, Email').fill(email)
  await page.getByLabel('Row 2, Status').fill('active')
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByRole('status')).toHaveText('1 person imported from staff.csv. Undo')
  const added = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
  expect(added).toMatchObject({ name, status: 'active' })
})

test('a session that ends while cells are corrected is continued in the form, which keeps them', async ({
  page,
  db,
  viewer,
}) => {
  const email = uniqueEmail()
  await upload(
    page,
    'staff.csv',
    `Full name,Email\n${uniqueWord()},nobody\n${uniqueWord()},${uniqueEmail()}\n`,
  )
  await page.getByLabel('Row 2, Email').fill(email)
  await db
    .deleteFrom('sessions')
    .where('accountId', '=', viewer.account?.id ?? 0)
    .execute()
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await expect(page.getByText('You are not signed in any more. Your text is kept.')).toBeVisible()
  await expect(verdict(page)).toHaveCount(0)
  await page.getByLabel('Email').fill(viewer.account?.email ?? '')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('status').first()).toContainText('You are signed in again.')
  await expect(page.getByLabel('Row 2, Email')).toHaveValue(email)
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(verdict(page)).toContainText('2 new · 0 changed · 0 refused')
})

test('pasted rows are kept while a session that ended is continued', async ({ page, db, viewer }) => {
  const rows = `Full name\tEmail\n${uniqueWord()}\t${uniqueEmail()}`
  await page.goto('/users/import')
  await page.getByLabel('Or paste the rows here').fill(rows)
  await db
    .deleteFrom('sessions')
    .where('accountId', '=', viewer.account?.id ?? 0)
    .execute()
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.getByLabel('Email').fill(viewer.account?.email ?? '')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Or paste the rows here')).toHaveValue(rows)
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(verdict(page)).toContainText('1 new')
})

test('people are imported without the cells that are wrong, which are listed', async ({ page, email }) => {
  const long = 'x'.repeat(201)
  await upload(
    page,
    'staff.csv',
    `Full name,Email,Location,Job title\n${uniqueWord()},${email},${long},Porter\n,${uniqueEmail()},${long},\n`,
  )
  await expect(page.getByText(/Location must be 200 characters or fewer: row 2 /)).toBeVisible()
  await page.getByLabel('Import without this 1 cell').check()
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(verdict(page)).toContainText('1 new · 0 changed · 1 refused')
  await expect(kindOf(page, 'Left out: 1')).toContainText('Row 2, Location')
  await expect(page.getByLabel('Import without the cells that cannot be taken')).toBeChecked()
  await expect(cellsOf(page, 'New: 1')).toContainText([email, 'Porter'])
})

test('rows in doubt wait for an answer: the same person, a new one, or none', async ({
  page,
  addUser,
  stored,
  db,
}) => {
  const [name, other, third] = [uniqueWord(), uniqueWord(), uniqueWord()]
  const [known, second] = [await addUser({ name }), await addUser({ name: other })]
  await addUser({ name: third })
  const emails = [uniqueEmail(), uniqueEmail(), uniqueEmail()]
  const rows = [name, other, third].map((each, index) => `${each},${emails[index]}`)
  await upload(page, 'staff.csv', `Full name,Email\n${rows.join('\n')}\n`)
  await expect(verdict(page)).toContainText('0 new · 0 changed · 0 refused · 0 unchanged · 3 questions')
  const question = (about: string) => page.getByRole('group', { name: new RegExp(`^Row \\d: ${about} `) })
  await expect(question(name).getByLabel('Decide later')).toBeChecked()
  await question(name).getByLabel(`Yes: change ${name}`).check()
  await question(other).getByLabel(`No: add ${other} as a new person`).check()
  // Answers are checked before anything is imported, whichever button is pressed.
  await page.getByLabel('Answer to all other questions').selectOption('Leave them out')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(verdict(page)).toContainText('1 new · 1 changed · 0 refused · 0 unchanged · 1 left out')
  await expect(page.getByText('2 answers are kept.')).toBeVisible()
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await expect(page.getByRole('status')).toHaveText('2 people imported from staff.csv. Undo')
  expect(await stored(known)).toMatchObject({ email: emails[0], version: 2 })
  expect(await stored(second)).toEqual(second)
  const added = await db.selectFrom('users').select('name').where('email', 'in', emails.slice(1)).execute()
  expect(added).toEqual([{ name: other }])
})

test('people who are not in the file are deactivated, many of them only with their number', async ({
  page,
  addUser,
  stored,
  db,
}) => {
  const [kept, gone] = [await addUser(), await addUser({ name: `A ${uniqueWord()}` })]
  const { active } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('active'))
    .where('status', '=', 'active')
    .where('trashedAt', 'is', null)
    .executeTakeFirstOrThrow()
  const missing = active - 1
  // A refused row is about somebody, too.
  await upload(page, 'all.csv', `Email,Full name,Phone\n${kept.email},Grace Hopper,4.42079E+11\n`)
  const choice = page.getByRole('group', { name: /^[\d,]+ active (person is|people are) not in this file$/ })
  await expect(choice).toHaveAccessibleDescription(new RegExp(gone.name))
  await expect(choice.getByLabel(/^Leave/)).toBeChecked()
  await choice.getByLabel(/^Deactivate/).check()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const number = page.getByLabel('Number of people to deactivate')
  const error = `Enter ${missing} to make that many people inactive`
  await expect(number).toHaveAccessibleDescription(new RegExp(error))
  await expect(page.getByRole('link', { name: error })).toBeVisible()
  await expect(choice.getByLabel(/^Deactivate/)).toBeChecked()
  await number.fill(`${missing}`)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('all.csv is imported')
  expect(await stored(gone)).toMatchObject({ status: 'inactive', version: 2 })
  expect(await stored(kept)).toEqual(kept)

  await addUser({ name: uniqueWord() })
  await upload(page, 'all.csv', `Email,Full name\n${kept.email},Grace Hopper\nnobody,Strange\n`)
  await expect(page.getByText('Rows that are refused or wait for an answer may be about some')).toBeVisible()
  await expect(page.getByLabel(/^Deactivate/)).toHaveCount(0)
})

test('names written last name first are turned round, unless the tick goes', async ({ page, email }) => {
  const last = uniqueWord()
  await upload(page, 'staff.csv', `Full name,Email\n"${last}, Ada",${email}\n`)
  const turn = page.getByLabel(`Turn names round: “${last}, Ada” becomes “Ada ${last}”`)
  await expect(turn).toBeChecked()
  await expect(cellsOf(page, 'New: 1').nth(1)).toHaveText(`Ada ${last}`)
  await turn.uncheck()
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(turn).not.toBeChecked()
  await expect(cellsOf(page, 'New: 1').nth(1)).toHaveText(`${last}, Ada`)
})

test('a box stays as it was left when the file is checked again', async ({ page, email }) => {
  await upload(page, 'staff.csv', `Full name,Email,Team\n${uniqueWord()},${email},${uniqueWord()}\n`)
  const box = page.getByLabel(/^Create 1 team/)
  await expect(box).toBeChecked()
  await box.uncheck()
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('status')).toHaveText('File read again. Nothing is imported yet')
  await expect(box).not.toBeChecked()
})

test('the page of 5,000 rows of every kind stays below 300 kB', async ({ page }) => {
  const mark = uniqueWord()
  const head =
    'Full name,Email,Phone,Mobile,Job title,Team,Location,About,Status,Staff number,Known as,Pronouns'
  const row = (n: number, jobTitle: string, email = `${mark}.${n}@example.com`, location = 'London') =>
    `${mark} ${n},${email},+44 20 7946 ${1000 + n},,${jobTitle},,${location},${`Words ${n}. `.repeat(20)},active,${mark}${n},Nick ${n},they/them`
  const known = Array.from({ length: 200 }, (_, n) => row(n, 'Porter'))
  await upload(page, 'first.csv', [head, ...known].join('\n'))
  await page.getByRole('button', { name: 'Import 200 people' }).click()
  await expect(page.getByRole('status')).toHaveText('200 people imported from first.csv. Undo')
  const rows = Array.from({ length: 5_000 }, (_, n) => {
    if (n < 200) return row(n, n % 2 ? 'Porter' : 'Head porter')
    if (n < 1_000) return row(n, 'Porter', `${mark}.${n}@gmial.com`)
    return n < 2_000 ? row(n, 'x'.repeat(201), 'nobody', 'x'.repeat(300)) : row(n, 'Porter')
  })
  await upload(page, 'many.csv', [head, ...rows].join('\n'))
  await expect(verdict(page)).toContainText(
    '3,000 new · 100 changed · 1,000 refused · 100 unchanged · 800 questions',
  )
  await expect(kindOf(page, 'New: 3,000')).toContainText('And 2,950 more')
  const bytes = (await (await page.request.get(page.url())).body()).length
  test.info().annotations.push({ type: 'figures', description: `${bytes} bytes` })
  expect(bytes).toBeLessThan(300_000)
})

test('the next file with the same names of columns goes where the last one went, and its page says so', async ({
  page,
}) => {
  const head = `Full name,${uniqueWord()}`
  await upload(page, 'first.csv', `${head}\nA ${uniqueWord()},Porter\n`)
  await page.getByLabel(/^Column 2: /).selectOption('Job title')
  await page.getByRole('button', { name: 'Check again' }).click()
  const said = page.getByText('Columns go where the last file with the same names of columns sent them.')
  await expect(page.getByText('File read again')).toBeVisible()
  await expect(said).toHaveCount(0)
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByRole('status')).toHaveText('1 person imported from first.csv. Undo')
  await upload(page, 'second.csv', `${head}\nB ${uniqueWord()},Clerk\n`)
  await expect(said).toBeVisible()
  await expect(page.getByLabel(/^Column 2: /)).toHaveValue('jobTitle')
})

test('another mark between cells counts when it is entered, and corrections of other rows are forgotten in words', async ({
  page,
}) => {
  await upload(
    page,
    'marks.csv',
    `Full name,Email\nAda ~ ${uniqueWord()},ada@\nBo ~ ${uniqueWord()},${uniqueEmail()}\n`,
  )
  await page.getByLabel(/^Row 2, Email/).fill('still@')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('1 correction is kept.')).toBeVisible()
  await page.getByLabel('Other mark').fill('~')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('status')).toContainText('Answers and corrections are forgotten')
  await expect(page.getByLabel('Separator')).toHaveValue('other')
})
