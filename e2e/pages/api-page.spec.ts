import { execFile } from 'node:child_process'
import { access, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { type Level, visibleFields } from '#db/policy.ts'
import { readCards } from '../support/cards.ts'
import { expect, test as withUsers } from '../support/fixtures.ts'

const run = promisify(execFile)

type Shell = {
  /** Runs a command in a folder of the test. Resolves with its output. */
  sh: (command: string, env?: Record<string, string>) => Promise<string>
  /** Reads a file from that folder. */
  written: (name: string) => Promise<string>
}

const test = withUsers.extend<{ shell: Shell }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
  shell: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-examples-'))
    const PATH = await pathWithCurl(folder)
    await use({
      sh: async (command, env = {}) => {
        const options = { cwd: folder, env: { ...process.env, PATH, ...env }, maxBuffer: 2 ** 26 }
        return (await run('sh', ['-c', command], options)).stdout
      },
      written: (name) => readFile(join(folder, name), 'utf8'),
    })
    await rm(folder, { recursive: true })
  },
})

test.use({ role: 'nobody' })

test('the page is linked from every page and says who sees what', async ({ page }) => {
  await page.goto('/users')
  await page.getByRole('contentinfo').getByRole('link', { name: '/api' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('JSON for other systems')
  await expect(page).toHaveTitle(/^JSON for other systems · /)
  const rows = page.getByRole('table', { name: 'Access' }).getByRole('row')
  await expect(rows).toHaveText([
    'CallerFields',
    `Anyone${visibleFields('public').join(', ')}`,
    `A token with users:readthese too: ${beyond('directory', 'public')}`,
    `A token with users:contactthese too: ${beyond('contact', 'directory')}`,
  ])
  for (const name of ['limit', 'cursor', 'sort', 'q', 'team', 'status', 'fields', 'format', 'bom'])
    await expect(page.getByRole('rowheader', { name, exact: true })).toBeVisible()
})

function beyond(level: Level, before: Level): string {
  const seen = visibleFields(before)
  return visibleFields(level)
    .filter((field) => !seen.includes(field))
    .join(', ')
}

test('the page carries the security policy of pages, and the address that it was asked at', async ({
  request,
}) => {
  const response = await request.get('/api')
  expect(response.headers()['content-security-policy']).toContain("default-src 'self'")
  const forwarded = { 'x-forwarded-host': 'people.example.org', 'x-forwarded-proto': 'https' }
  expect(await (await request.get('/api', { headers: forwarded })).text()).toContain(
    'https://people.example.org/api/users?limit=2',
  )
  const hostile = { 'x-forwarded-host': "x';reboot;'" }
  expect(await (await request.get('/api', { headers: hostile })).text()).not.toContain('reboot')
})

test('the curl commands do what the page says', async ({ page, shell, token, addUser }) => {
  const grace = await addUser({ name: 'Grace Hopper' })
  const former = await addUser({ status: 'inactive' })
  await page.goto('/api')
  const [first = ''] = await page.locator('main > pre').allInnerTexts()
  expect(JSON.parse(await shell.sh(first))).toHaveLength(2)

  const [headers = '', search = '', changed = '', withToken = '', file = '', contacts = '', ...more] =
    await examples(page, 'curl')
  expect(more).toEqual([])
  expect(await shell.sh(headers)).toMatch(/^HTTP\/1.1 200.*etag: W\/"/is)
  const found = JSON.parse(await shell.sh(search))
  expect(Object.keys(found[0])).toEqual(['id', 'name', 'jobTitle'])
  for (const { name } of found) expect(name).toMatch(/grace/i)

  // Other tests write too, so this repeats until nothing has changed.
  await expect(async () => {
    await shell.sh(changed)
    expect(await shell.sh(changed)).toBe('304\n')
  }).toPass()
  expect(JSON.parse(await shell.written('users.json')).length).toBeGreaterThan(1)

  const authorization = await token('users:read')
  const all = JSON.parse(await shell.sh(withToken, { ROLLCALL_TOKEN: authorization.replace('Bearer ', '') }))
  expect(all.map(({ id }: { id: number }) => id)).toContain(former.id)

  await shell.sh(contacts)
  const names = readCards(await shell.written('people.vcf')).flatMap((card) => card.get('fn') ?? [])
  expect(names).toContain('Grace Hopper')

  await shell.sh(file)
  expect(parse(await shell.written('users.csv'), { columns: true })).toContainEqual(
    expect.objectContaining({ id: String(grace.id), name: 'Grace Hopper' }),
  )
})

test('the JavaScript reads everybody, in Node.js and in a browser', async ({
  page,
  shell,
  addUser,
  javaScriptEnabled,
}) => {
  await addUser()
  await page.goto('/api')
  const [script = '', ...more] = await examples(page, 'JavaScript')
  expect(more).toEqual([])
  expect(await shell.sh('node --input-type=module --eval "$SCRIPT"', { SCRIPT: script })).toMatch(
    /^[1-9]\d* people\n$/,
  )
  if (javaScriptEnabled === false) return
  const [printed] = await Promise.all([
    page.waitForEvent('console'),
    page.evaluate(`(async () => { ${script} })()`),
  ])
  expect(printed.text()).toMatch(/^[1-9]\d* people$/)
})

test('the addresses for spreadsheets answer CSV', async ({ page, request, token, addUser }) => {
  const grace = await addUser({ name: '=Grace', location: 'Arlington' })
  await page.goto('/api')
  const [excel = '', query = '', ...more] = await examples(page, 'Excel')
  const [sheets = '', ...evenMore] = await examples(page, 'Google Sheets')
  expect([more, evenMore]).toEqual([[], []])
  expect(query).toContain('Authorization = "Bearer "')
  expect(sheets).toMatch(/^=IMPORTDATA\("http[^"]+"\)$/)

  const authorization = await token('users:read')
  for (const [example, headers] of [
    [excel, {}],
    [query, { authorization }],
    [sheets, {}],
  ] as const) {
    const url = /http[^"\s]+/.exec(example)?.[0] ?? ''
    const response = await request.get(url, { headers })
    expect([url, response.status(), response.headers()['content-type']]).toEqual([url, 200, 'text/csv'])
    const text = (await response.body()).toString()
    expect(text.startsWith('\ufeff')).toBe(example === excel)
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true })
    const row = rows.find(({ id }) => id === String(grace.id))
    expect(row?.name).toBe("'=Grace")
    expect(row?.location).toBe(example === query ? 'Arlington' : undefined)
  }
})

test('the badge script writes a page for everybody', async ({ page, shell, addUser }) => {
  const name = `Grace "Amazing" O'Hopper ${Date.now()}`
  await addUser({ name, knownAs: 'Gracie', jobTitle: 'Rear admiral' })
  await page.goto('/api')
  const [script = '', ...more] = await examples(page, 'A badge printer')
  expect(more).toEqual([])
  await shell.sh(script)
  expect(await shell.written('badges.txt')).toContain(`Gracie\n${name}\nRear admiral\n\f\n`)
})

/** The examples under a heading, as a person would copy them. */
async function examples(page: Page, heading: string): Promise<string[]> {
  const section = page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) })
  return section.locator('pre').allInnerTexts()
}

/** The search path for commands, with a substitute for curl where the machine has none. */
async function pathWithCurl(folder: string): Promise<string> {
  const path = String(process.env.PATH)
  const found = path.split(delimiter).map((each) => access(join(each, 'curl')))
  if ((await Promise.any(found).catch(() => 'none')) !== 'none') return path
  const standIn = join(import.meta.dirname, '../support/curl.ts')
  await writeFile(join(folder, 'curl'), `#!/bin/sh\nexec tsx '${standIn}' "$@"\n`)
  await chmod(join(folder, 'curl'), 0o755)
  return [path, folder].join(delimiter)
}
