import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import type { User } from '#db/tables.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { cellsOf, kindOf, upload, verdict } from '../support/import-page.ts'
import { uniquePhone, uniqueWord } from '../support/unique-word.ts'

test('an editor imports a spreadsheet: new, changed, unchanged, in the trash, and mends what was refused', async ({
  page,
  addUser,
  trashUser,
  stored,
  verbsOf,
  db,
}) => {
  const [same, other, gone] = [await addUser(), await addUser({ about: 'Old' }), await addUser()]
  await trashUser(gone)
  const [fresh, ada] = [uniqueEmail(), `Ada ${uniqueWord()}`]
  const typo = `${uniqueWord()}@gmial.com`
  await upload(
    page,
    'people.csv',
    [
      'Email,Full name,About,Status',
      `${same.email},Grace Hopper,,active`,
      `${other.email.toUpperCase()},Grace Changed,"New, and
longer",inactive`,
      `${gone.email},Grace Back,,active`,
      `${fresh},${ada},,active`,
      `${uniqueEmail()},,,active`,
      'nobody,Nobody,,perhaps',
      `${typo},Bo,,active`,
    ].join('\n'),
  )
  await expect(page.getByRole('status')).toHaveText('File uploaded. Nothing is imported yet')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import people.csv')
  await expect(verdict(page)).toContainText(
    '1 new · 1 changed · 2 refused · 1 unchanged · 1 question · 1 in the trash',
  )
  for (const kind of ['Refused: 2', 'New: 1', 'Changed: 1', 'In the trash: 1', 'Unchanged: 1'])
    await expect(kindOf(page, kind)).toBeVisible()
  await expect(cellsOf(page, 'Changed: 1')).toContainText([
    '3',
    other.email.toUpperCase(),
    'Before: Grace Hopper → Now: Grace Changed',
    'Before: Old → Now: New, and longer',
    'Before: Active → Now: Inactive',
  ])
  await expect(page.getByRole('textbox', { name: 'Row 7, Status' })).toHaveValue('perhaps')
  await expect(kindOf(page, 'Refused: 2')).toContainText('Enter active or inactive')
  const refused = await download(page, 'Download the refused rows')
  await page.getByLabel('Restore the person who is in the trash').check()
  await page.getByRole('button', { name: 'Import 2 people' }).click()

  await expect(page.getByRole('status')).toHaveText('3 people imported from people.csv. Undo')
  await expect(page.getByRole('main')).toContainText(
    '3 people were saved. 2 rows were refused, and 1 row waited for an answer. They are not imported.',
  )
  const left: string[][] = parse(await download(page, 'Download the 3 rows'), { bom: true })
  await expect(page.getByRole('status').getByRole('link', { name: 'Undo' })).toHaveAttribute(
    'href',
    /^\/users\/undo\/\d+$/,
  )
  expect(await stored(same)).toEqual(same)
  expect(await stored(other)).toMatchObject({
    name: 'Grace Changed',
    about: 'New, and\nlonger',
    status: 'inactive',
    jobTitle: 'Admiral',
    version: 2,
  })
  expect(await stored(gone)).toMatchObject({ name: 'Grace Back', trashedAt: null, version: 3 })
  expect(await verbsOf(gone)).toEqual(['create', 'trash', 'restore'])
  const added = await db.selectFrom('users').selectAll().where('email', '=', fresh).executeTakeFirstOrThrow()
  expect(added).toMatchObject({ name: ada, status: 'active', listed: true })
  const revisions = await db
    .selectFrom('events')
    .select('revision')
    .where((eb) =>
      eb.or([
        eb('userId', '=', added.id),
        eb.and([eb('userId', '=', other.id), eb('version', '=', 2)]),
        eb.and([eb('userId', '=', gone.id), eb('version', '=', 3)]),
      ]),
    )
    .execute()
  expect(new Set(revisions.map(({ revision }) => revision)).size).toBe(1)

  const rows: string[][] = parse(refused, { bom: true })
  expect(rows[0]).toEqual(['Email', 'Full name', 'About', 'Status', 'Why it was refused'])
  expect(rows[1]?.slice(1)).toEqual(['', '', 'active', 'Full name: Enter a name'])
  expect(rows).toHaveLength(3)
  expect(left.slice(0, 3)).toEqual(rows)
  expect(left.slice(3)).toEqual([[typo, 'Bo', '', 'active', expect.stringContaining('gmail.com')]])
  const [, blank = [], strange = []] = rows
  blank[1] = uniqueWord()
  strange[0] = uniqueEmail()
  strange[1] = uniqueWord()
  strange[3] = 'active'
  await upload(page, 'mended.csv', rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'))
  await expect(kindOf(page, 'New: 2')).toBeVisible()
  await expect(verdict(page)).toContainText('2 new · 0 changed · 0 refused · 0 unchanged')
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await expect(page).toHaveURL('/users')
  await expect(page.getByRole('status')).toHaveText('2 people imported from mended.csv. Undo')
})

test('people without an email are exported and found again by their ids, and a namesake is asked about', async ({
  page,
  addUser,
  stored,
  db,
}) => {
  const name = `Dora ${uniqueWord()}`
  const people = [await addUser({ name, email: '' }), await addUser({ name, email: '' })]
  await page.goto(`/users?q=${encodeURIComponent(name)}`)
  const [head = [], ...rows]: string[][] = parse(await download(page, 'Export'), { bom: true })
  expect(rows.map((row) => row[head.indexOf('Email')])).toEqual(['', ''])
  const changed = rows.find((row) => row[0] === String(people[1]?.id)) ?? []
  changed[head.indexOf('Job title')] = 'Treasurer'
  const fresh = head.map((column) => ({ 'Full name': name, 'Job title': 'Caretaker' })[column] ?? '')
  const lines = [head, ...rows, fresh].map((row) => row.map((cell) => `"${cell}"`).join(','))
  await upload(page, 'people.csv', lines.join('\n'))
  await expect(kindOf(page, 'Unchanged: 1')).toContainText(name)
  await expect(kindOf(page, 'Changed: 1')).toContainText('Treasurer')
  // Both who have this name are in the file already, so the third row waits.
  await expect(kindOf(page, 'Questions: 1')).toContainText('Is this row about somebody else?')
  await page.getByLabel(`Yes: add ${name} as a new person`).check()
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(kindOf(page, 'New: 1')).toContainText('Caretaker')
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await expect(page.getByRole('status')).toHaveText('2 people imported from people.csv. Undo')
  expect(await stored(people[0] as User)).toEqual(people[0])
  expect(await stored(people[1] as User)).toMatchObject({ email: '', jobTitle: 'Treasurer', version: 2 })
  const all = await db.selectFrom('users').select(['email', 'jobTitle']).where('name', '=', name).execute()
  expect(all).toHaveLength(3)
  expect(all).toContainEqual({ email: '', jobTitle: 'Caretaker' })
})

test('a file that waits can be thrown away', async ({ page, db, email }) => {
  await upload(page, 'wrong.csv', `Email,Full name\n${email},Ada Discarded\n`)
  await page.getByRole('button', { name: 'Discard this file' }).click()
  await expect(page.getByRole('status')).toHaveText('File discarded. Nothing was imported')
  await expect(page.getByText('wrong.csv')).toHaveCount(0)
  expect(await db.selectFrom('imports').select('id').where('fileName', '=', 'wrong.csv').execute()).toEqual(
    [],
  )
})

test('a file of Windows-1252 with semicolons is known, and what was taken wrong can be put right', async ({
  page,
}) => {
  const email = uniqueEmail()
  const text = `Bezeichnung;Mail;Nr\nJos\xe9 \x80 M\xfcller;${email};7\n`
  await upload(page, 'leute.csv', Buffer.from(text, 'latin1'))
  await expect(page.getByLabel('Encoding')).toHaveValue('windows-1252')
  await expect(page.getByLabel('Separator')).toHaveValue('semicolon')
  await expect(page.getByLabel('Column 1: Bezeichnung')).toHaveValue('leave')
  await expect(kindOf(page, 'Refused: 1')).toContainText('Enter a name')
  await expect(page.getByText('There is nothing to import.')).toBeVisible()

  await page.getByLabel('Separator').selectOption('comma')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('status')).toHaveText('File read again. Nothing is imported yet')
  await expect(page.getByLabel('Column 1: Bezeichnung;Mail;Nr')).toBeVisible()
  await page.getByLabel('Separator').selectOption('semicolon')
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByLabel('Column 1: Bezeichnung', { exact: true }).selectOption('name')
  await page.getByLabel('Column 3: Nr').selectOption('staffNumber')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(cellsOf(page, 'New: 1')).toHaveText(['2', 'José € Müller', email, '7'])
})

test('a list of another system goes in as it is, with its teams', async ({ page, db }) => {
  const [ada, bo, team, last] = [uniqueEmail(), uniqueEmail(), uniqueWord(), uniqueWord()]
  const [phone, mobile] = [uniquePhone(), uniquePhone()]
  await upload(
    page,
    'staff.csv',
    [
      'user_id,First Name,Last Name,Department,Work Email,Work Phone,Mobile Phone,Blocked,Notes',
      `1,Ada,${last},${team},"Ada <${ada}>",${phone},n/a,False,private`,
      `2,Bo,${last},* ${team.toUpperCase()} ::: ${team}s,${bo},,'${mobile},True,private`,
    ].join('\n'),
  )
  await expect(kindOf(page, 'New: 2')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Left out: user_id and Notes')
  const create = page.getByLabel(`Create 2 teams: ${team} (2 people), ${team}s (1 person)`)
  await expect(create).toBeChecked()
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await expect(page.getByRole('status')).toHaveText('2 people imported from staff.csv. Undo')
  const people = await db
    .selectFrom('users')
    .selectAll()
    .where('email', 'in', [ada, bo])
    .orderBy('id')
    .execute()
  expect(people).toMatchObject([
    { name: `Ada ${last}`, phone, mobile: '', status: 'active', about: '' },
    { name: `Bo ${last}`, phone: '', mobile, status: 'inactive', staffNumber: '' },
  ])
  const teams = await db
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('name', 'like', `${team}%`)
    .orderBy('name')
    .execute()
  expect(people.map((person) => person.teams)).toEqual([[teams[0]?.id], teams.map(({ id }) => id)])

  await upload(page, 'staff.csv', `Email,Teams\n${ada},${team};${uniqueWord()}\n`)
  await page.getByLabel(/^Create 1 team/).uncheck()
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByLabel(/^Create 1 team/)).toHaveAccessibleDescription(/there is nothing to import/)
})

test('titles above the columns and a total below are left out, and another row can name the columns', async ({
  page,
  email,
}) => {
  await upload(
    page,
    'report.csv',
    `Staff report\n\nFull name,Email,Phone\nAda Reported,${email},1\nTotal: 1,,\n`,
  )
  await expect(page.getByLabel('Names of the columns')).toHaveValue('3')
  await expect(page.getByText('1 line below the people was left out: “Total: 1”')).toBeVisible()
  await expect(cellsOf(page, 'New: 1')).toHaveText(['4', 'Ada Reported', email, '1'])
  await page.getByLabel('Names of the columns').selectOption('None: the first row is a person')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('status')).toHaveText('File read again. Nothing is imported yet')
  await expect(page.getByLabel('Column 1: Column 1')).toBeVisible()
  await page.getByLabel('Names of the columns').selectOption('Row 3: Full name, Email, Phone')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(kindOf(page, 'New: 1')).toBeVisible()
})

test('a file in an encoding of Central Europe is read as such, and others can be chosen', async ({
  page,
}) => {
  await upload(page, 'lide.csv', await readFile(sample('excel-cz-1250-en.csv')))
  await expect(kindOf(page, 'New: 2')).toContainText('Žofie Dvořáková')
  await expect(page.getByLabel('Encoding').locator('option:checked')).toHaveText(
    'Windows-1250 (Central European)',
  )
  await page.getByLabel('Encoding').selectOption('Windows-1252 (Western European)')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(kindOf(page, 'New: 2')).toContainText('Žofie Dvoøáková')
})

test('a workbook is read as it is', async ({ page }) => {
  await upload(page, 'people.xlsx', await readFile(sample('people.xlsx')))
  await expect(cellsOf(page, 'New: 1')).toContainText(['Xena Sheet', 'xena.s@example.com'])
  await expect(page.getByLabel('Names of the columns')).toHaveValue('1')
  for (const label of ['Encoding', 'Separator', 'Sheet']) await expect(page.getByLabel(label)).toHaveCount(0)
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('status')).toHaveText('File read again. Nothing is imported yet')
})

test('another sheet of a workbook can be chosen, and has its own row of names', async ({ page }) => {
  await upload(page, 'three-sheets.xlsx', await readFile(sample('three-sheets.xlsx')))
  await expect(kindOf(page, 'New: 1')).toContainText('Sten Staff')
  await expect(page.getByLabel('Sheet').locator('option:checked')).toHaveText('Staff')
  await page.getByLabel('Sheet').selectOption('Guests')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(kindOf(page, 'New: 2')).toContainText('Gerd Guest')
  await expect(page.getByLabel('Names of the columns')).toHaveValue('2')
  await page.getByLabel('Sheet').selectOption('Cover')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByLabel('Sheet')).toHaveAccessibleDescription(/The file holds no rows/)
})

test('rows can be pasted, and a file of vCards is read', async ({ page, email }) => {
  await page.goto('/users/import')
  await page.getByLabel('Or paste the rows here').fill(`Full name\tEmail\nAda Pasted\t${email}\n`)
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import pasted.txt')
  await expect(kindOf(page, 'New: 1')).toContainText(`Ada Pasted${email}`)
  const last = uniqueWord()
  const cards = ['Ada', 'Bea'].map(
    (name) => `BEGIN:VCARD\nFN:${name} ${last}\nEMAIL:${name}.${email}\nEND:VCARD\n`,
  )
  await upload(page, 'contacts.vcf', cards.join(''))
  await expect(kindOf(page, 'New: 2')).toContainText(`Bea.${email}`)
  for (const label of ['Separator', 'Names of the columns'])
    await expect(page.getByLabel(label)).toHaveCount(0)
})

test('what is pasted and is no table stays in its box, with the reason', async ({ page }) => {
  await page.goto('/users/import')
  const box = page.getByLabel('Or paste the rows here')
  await box.fill('Full name')
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(box).toHaveAccessibleDescription(/The file holds no rows below the names of its columns/)
  await expect(box).toHaveValue('Full name')
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'a.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name,email\nAda,a@example.com'),
  })
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(box).toHaveAccessibleDescription(/Choose a file or paste rows, not both/)
})

test('every exported value can be imported unchanged', async ({ page, addUser }) => {
  const names = [
    '=1+1',
    '+44',
    '-1',
    '@me',
    "'=quoted",
    "''-twice",
    "'tis",
    '"Quo"ted";,|',
    '👩🏽‍🚀 美咲',
    '＝wide',
    'a;b,c\td'.replace('\t', ' '),
  ]
  const mark = uniqueEmail().slice(7, 20)
  for (const name of names)
    await addUser({
      name,
      location: mark,
      about: `${name}\n\n=second line\tafter a tab`,
      phone: '+44 1632 960 001',
      jobTitle: name,
      links: [
        { label: name, url: 'https://example.com/a' },
        { label: '', url: 'https://example.com/b?c=d,e;f' },
      ],
      status: name === '-1' ? 'inactive' : 'active',
      listed: name !== '@me',
    })
  const answer = await page.request.get(`/users/export?q=${mark}&status=all&sort=name`)
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'private, no-store',
    'content-disposition': expect.stringMatching(/^attachment; filename="users-\d{4}-\d\d-\d\d\.csv"$/),
  })
  const text = await answer.text()
  expect(text).toMatch(
    /^\ufeffId,Full name,Known as,Pronouns,Email,Phone,Mobile,Job title,Teams,Location,About,Links,Sort under,Staff number,Status,Listed\r\n/,
  )
  const cells: string[][] = parse(text, { bom: true })
  expect(cells).toHaveLength(names.length + 1)
  const [, ...rows] = cells
  for (const cell of rows.flat()) if (cell !== '+44 1632 960 001') expect(cell).not.toMatch(/^[=+\-@]/)
  await upload(page, 'again.csv', text)
  await expect(kindOf(page, `Unchanged: ${names.length}`)).toBeVisible()
  await expect(verdict(page)).toContainText('0 new · 0 changed · 0 refused')
  await expect(page.getByText('There is nothing to import.')).toBeVisible()
})

test('a file that is none, too large, empty or no CSV is refused at its field', async ({ page }) => {
  const file = page.getByLabel('File', { exact: true })
  await page.goto('/users/import')
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(file).toHaveAccessibleDescription(/Choose a file, or paste rows below/)
  await expect(page).toHaveTitle('Error: Import people · Rollcall')
  for (const [content, message] of [
    [Buffer.alloc(5_000_001, 'x'), 'The file must be 5 MB or smaller, or be saved as .xlsx'],
    [Buffer.from('%PDF-1.7\n'), 'This is a PDF. Save the list as .xlsx or CSV'],
    [Buffer.from(''), 'The file is empty'],
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'This file is damaged'],
  ] as const) {
    await upload(page, 'people.csv', content)
    await expect(page.getByRole('alert').first()).toContainText(message)
    await expect(file).toHaveAccessibleDescription(new RegExp(message))
  }
})

test('a file far too large is refused in words, with and without scripts', async ({ page }) => {
  await upload(page, 'film.csv', Buffer.alloc(13_000_000, 'x'))
  await expect(page.getByRole('alert').first()).toContainText('must be 10 MB or smaller')
  await expect(page).toHaveTitle('Error: Import people · Rollcall')
  await expect(page.getByLabel('File', { exact: true })).toBeVisible()
})

test('the upload page links to the latest file', async ({ page, email }) => {
  await upload(page, 'people.csv', `Email,Full name\n${email},Ada ${uniqueWord()}\n`)
  await expect(page.getByRole('heading', { name: 'Import people.csv' })).toBeVisible()
  await page.getByRole('link', { name: 'Choose another file' }).click()
  await expect(page.getByText('is ready')).toBeVisible()
  await page.getByRole('link', { name: 'people.csv' }).click()
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByRole('status')).toHaveText('1 person imported from people.csv. Undo')
  await page.goto('/users/import')
  await page.getByRole('link', { name: 'people.csv' }).click()
  await expect(page.getByRole('heading', { name: 'people.csv is imported' })).toBeVisible()
})

test('after a change of the directory nothing is imported before a new preview', async ({
  page,
  addUser,
  stored,
}) => {
  const grace = await addUser()
  await upload(page, 'one.csv', `email,job title\n${grace.email},Professor`)
  const other = await page.context().newPage()
  await other.goto(`/users/${grace.id}/edit`)
  await other.getByLabel('Job title').fill('Dean')
  await other.getByRole('button', { name: 'Save person' }).click()
  await expect(other.getByRole('status')).toHaveText(/^Person changed: /)
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    'Nothing was imported, because the directory changed',
  )
  await expect(kindOf(page, 'Changed: 1')).toContainText('Dean')
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByRole('status')).toHaveText('1 person imported from one.csv. Undo')
  expect(await stored(grace)).toMatchObject({ jobTitle: 'Professor', version: 3 })
  await page.goBack()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('one.csv is imported')
})

test('somebody who goes on with an import in another window is told that it was they', async ({
  page,
  email,
}) => {
  await upload(page, 'one.csv', `email,name\n${email},${uniqueWord()}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import one.csv')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByRole('button', { name: 'Check again' }).click()
  await expect(other.getByRole('status')).toHaveText('File read again. Nothing is imported yet')
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    'you went on with this import in another window',
  )
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(page.getByRole('status')).toHaveText('1 person imported from one.csv. Undo')
})

test('an import is its owner’s own, and nothing for a viewer', async ({ page, signIn, baseURL }) => {
  await upload(page, 'one.csv', `email,name\n${uniqueEmail()},Ada`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import one.csv')
  const path = new URL(page.url()).pathname
  const [admin, viewer] = [await signIn('admin'), await signIn('viewer')]
  const get = (address: string, cookie: string) =>
    fetch(`${baseURL}${address}`, { headers: { cookie }, redirect: 'manual' }).then(({ status }) => status)
  expect(await get(path, admin.cookie)).toBe(404)
  expect(await get(`${path}/refused`, admin.cookie)).toBe(404)
  for (const address of ['/users/import', path, `${path}/refused`])
    expect([address, await get(address, viewer.cookie)]).toEqual([address, 403])
  expect(await get('/users/export', viewer.cookie)).toBe(200)
  expect(await get('/users/export', '')).toBe(303)
  expect(await get(`${path}/refused`, '')).toBe(303)
  expect(await get('/users/import', '')).toBe(307)
})

function sample(name: string): URL {
  return new URL(`../../actions/imports/samples/${name}`, import.meta.url)
}

async function download(page: Page, link: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ])
  return readFile(await file.path())
}
