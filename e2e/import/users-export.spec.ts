import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { verdict } from '../support/import-page.ts'
import { uniqueWord } from '../support/unique-word.ts'

const filled = (mark: string, teams: number[]) => ({
  name: `Jan van der Bérg "${mark}"`,
  knownAs: "'=Jan, J",
  pronouns: 'they/them',
  phone: '+442079460018',
  mobile: '+44 20 7946 0018',
  jobTitle: '@Head; of A & B',
  teams,
  location: mark,
  about: `One\n\n=two ${'👩‍👩‍👧 ü'.repeat(30)}`,
  links: [
    { label: 'My, "blog"', url: 'https://example.com/b?c=d,e;f&g=h' },
    { label: '', url: 'https://example.com/2' },
  ],
  sortName: 'Bérg, Jan van der',
  staffNumber: `00${mark}`,
  status: 'inactive' as const,
  listed: false,
})

test('a list is downloaded in each format, and imported again unchanged', async ({
  page,
  addUser,
  newTeam,
}) => {
  const mark = uniqueWord()
  const teams = [(await newTeam(`${mark}, one; two`)).id, (await newTeam()).id]
  await addUser(filled(mark, teams))
  await addUser({ name: `Plato ${mark}`, location: mark })
  for (const [label, ending, type] of [
    ['CSV with commas', 'csv', 'text/csv; charset=utf-8'],
    ['CSV with semicolons', 'csv', 'text/csv; charset=utf-8'],
    ['Excel (.xlsx)', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['vCards (.vcf)', 'vcf', 'text/vcard; charset=utf-8'],
  ] as const) {
    await page.goto(`/users?q=${mark}&status=all&sort=name`)
    const link = page.getByRole('link', { name: label })
    if (!(await link.isVisible())) await page.getByText('Other formats').click()
    const address = await link.getAttribute('href')
    const answer = await page.request.get(address ?? '')
    expect(answer.headers()).toMatchObject({
      'content-type': type,
      'content-disposition': expect.stringMatching(
        new RegExp(`^attachment; filename="users-\\d{4}-\\d\\d-\\d\\d\\.${ending}"$`),
      ),
    })
    await upload(page, `again.${ending}`, await answer.body())
    await expect(verdict(page)).toContainText('0 new · 0 changed · 0 refused · 2 unchanged')
    await expect(page.getByText('There is nothing to import.')).toBeVisible()
  }
})

test('the list offers the format first that was chosen last, and an old bookmark chooses none', async ({
  page,
  addUser,
}) => {
  const mark = uniqueWord()
  await addUser({ name: `Ada ${mark}`, phone: '+44 1632 960001', jobTitle: '+1-2' })
  const first = page.getByRole('link', { name: /^Export this list as / })
  await page.goto(`/users?q=${mark}`)
  await expect(first).toHaveText('Export this list as CSV with commas')
  await page.getByText('Other formats').click()
  const semicolons = await download(page, 'CSV with semicolons')
  const [head, row] = parse(semicolons, { bom: true, delimiter: ';' }) as string[][]
  expect(head?.slice(0, 2)).toEqual(['Id', 'Full name'])
  expect(row?.slice(1, 8)).toEqual([`Ada ${mark}`, '', '', row?.[4], '+44 1632 960001', '', "'+1-2"])
  await page.goto(`/users?q=${mark}`)
  await expect(first).toHaveText('Export this list as CSV with semicolons')
  const bookmark = await page.request.get(`/users/export?q=${mark}`)
  expect(await bookmark.text()).toMatch(/^\ufeffId,Full name,/)
  expect(bookmark.headers()['set-cookie']).toBeUndefined()
  await page.goto(`/users?q=${mark}`)
  await expect(first).toHaveText('Export this list as CSV with semicolons')
  for (const query of ['format=pdf', 'format=csv&separator=constructor'])
    expect((await page.request.get(`/users/export?${query}`)).status()).toBe(400)
})

test('a template has the names of the columns alone, and takes people', async ({ page, signIn, baseURL }) => {
  await page.goto('/users/import')
  const workbook = await download(page, 'Excel (.xlsx)')
  expect(workbook.subarray(0, 2).toString()).toBe('PK')
  await upload(page, 'template.xlsx', workbook)
  await expect(page.getByRole('alert').first()).toContainText('no rows below the names of its columns')
  const csv = await download(page, 'CSV')
  const head = parse(csv, { bom: true }) as string[][]
  expect(head).toHaveLength(1)
  expect(head[0]?.slice(0, 5)).toEqual(['Full name', 'Known as', 'Pronouns', 'Email', 'Phone'])
  await upload(page, 'template.csv', `${csv}Ada ${uniqueWord()},Ada,she/her,${uniqueEmail()}\r\n`)
  await expect(page.getByText('New: 1', { exact: true })).toBeVisible()
  const { cookie } = await signIn('viewer')
  const get = (headers: Record<string, string>) =>
    fetch(`${baseURL}/users/import/template?format=xlsx`, { headers, redirect: 'manual' })
  expect((await get({ cookie })).status).toBe(403)
  expect((await get({})).status).toBe(303)
})

test('refused rows come in the separator of their file', async ({ page }) => {
  const mark = uniqueWord()
  for (const [separator, name] of [
    [';', 'people.csv'],
    ['\t', 'people.tsv'],
    ['|', 'people.txt'],
    ['^', 'people.txt'],
  ] as const) {
    const rows = [
      ['Full name', 'Email', 'Phone'],
      [`Ada, ${mark}`, 'nobody@', '+44 7700 900987'],
      [`=1+1 ${mark}`, 'also@', "'+1-2"],
    ]
    await upload(page, name, rows.map((row) => row.join(separator)).join('\n'))
    const refused = await download(page, 'Download the refused rows')
    expect(refused.toString()).toMatch(/^\ufeffFull name/)
    const [, ...people] = parse(refused, { bom: true, delimiter: separator }) as string[][]
    expect(people.map((cells) => cells.slice(0, 3))).toEqual([
      [`Ada, ${mark}`, 'nobody@', '+44 7700 900987'],
      [`'=1+1 ${mark}`, 'also@', "'+1-2"],
    ])
    await upload(page, 'refused.csv', refused)
    await expect(page.getByText('Refused: 2', { exact: true })).toBeVisible()
  }
})

async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto('/users/import')
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('button', { name: 'Upload' }).click()
}

async function download(page: Page, link: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).click(),
  ])
  return readFile(await file.path())
}
