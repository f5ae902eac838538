import { readFile, writeFile } from 'node:fs/promises'
import { readCards } from '../support/cards.ts'
import { expect, search, test } from '../support/list-fixtures.ts'

test('the contact of a person is a file, and a code for the camera of a phone', async ({
  page,
  baseURL,
  addUser,
  word,
}) => {
  const name = `Zoë "${word}"`
  const zoe = await addUser({ name, phone: '+44 20 7946 0018' })
  await page.goto(`/users/${zoe.id}`)
  const code = page.getByRole('img', { name: `QR code of the contact ${name}` })
  await expect(code).toBeHidden()
  await page.getByText('QR code', { exact: true }).click()
  await expect(code).toBeVisible()
  await expect(page.getByText('(name, phone, email, job title)')).toBeVisible()

  const href = await page.getByRole('link', { name: 'Download contact' }).getAttribute('href')
  const file = await page.request.get(String(href))
  expect(file.headers()['content-type']).toBe('text/vcard; charset=utf-8')
  expect(file.headers()['content-disposition']).toBe(
    `attachment; filename="person-${zoe.id}.vcf"; filename*=UTF-8''Zo%C3%AB%20%20${word}%20.vcf`,
  )
  const [card] = readCards(await file.text())
  expect([card?.get('fn'), card?.get('email'), card?.get('tel')]).toEqual([
    [name],
    [zoe.email],
    ['+44 20 7946 0018'],
  ])
  // Visitors get what the public view shows.
  const [visible] = readCards(await (await fetch(`${baseURL}/users/${zoe.id}/card`)).text())
  expect([visible?.get('fn'), visible?.has('email'), visible?.has('tel')]).toEqual([[name], false, false])
  const hidden = await addUser({ listed: false })
  for (const id of [hidden.id, 0, 'none'])
    expect([id, (await fetch(`${baseURL}/users/${id}/card`)).status]).toEqual([id, 404])
})

test('the addresses of a list are copied, or written to, and people without one are counted', async ({
  page,
  context,
  addUser,
  newTeam,
  word,
  javaScriptEnabled,
}) => {
  const team = await newTeam('Choir')
  const ada = await addUser({ name: `Ada ${word}`, teams: [team.id] })
  const jan = await addUser({ name: `Berg, Jan ${word}`, teams: [team.id] })
  await addUser({ name: `Cy ${word}`, email: '', teams: [team.id] })
  await addUser({ name: `Former ${word}`, status: 'inactive', teams: [team.id] })
  await page.goto(`/users?team=${team.id}&status=active`)
  await page.getByRole('link', { name: 'Email addresses' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Email addresses')
  await expect(page.getByText(`People in ${team.name}`, { exact: true })).toBeVisible()
  await expect(page.getByText('2 addresses. 1 person has no email.')).toBeVisible()
  const area = page.getByLabel('All addresses')
  const all = [`${ada.name} <${ada.email}>`, `"${jan.name}" <${jan.email}>`]
  await expect(area).toHaveValue(all.join(', '))
  await expect(page.getByRole('link', { name: 'Write to all' })).toHaveAttribute(
    'href',
    `mailto:?bcc=${ada.email},${jan.email}`,
  )
  const copy = page.getByRole('button', { name: 'Copy 2 addresses', exact: true })
  if (javaScriptEnabled === false) await expect(copy).toHaveCount(0)
  else {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await copy.click()
    await expect(page.getByRole('status')).toHaveText('Copied')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(all.join(', '))
  }
  await page.getByRole('link', { name: 'With semicolons' }).click()
  await expect(area).toHaveValue(all.join('; '))
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await expect(page).toHaveURL(`/users?team=${team.id}`)
})

test('the ticked people are written to, and printed', async ({ page, addUser, word }) => {
  const [ada, ben] = [await addUser({ name: `Ada ${word}` }), await addUser({ name: `Ben ${word}` })]
  await addUser({ name: `Cy ${word}` })
  await page.goto(`/users?q=${word}`)
  for (const { name } of [ada, ben]) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await page.getByRole('button', { name: 'Email addresses' }).click()
  await expect(page.getByLabel('All addresses')).toHaveValue(
    `${ada.name} <${ada.email}>, ${ben.name} <${ben.email}>`,
  )
  await page.getByRole('link', { name: 'With semicolons' }).click()
  await expect(page.getByText('2 addresses.')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await expect(page.getByRole('checkbox', { name: `Select ${ada.name}` })).toBeChecked()
  await page.getByRole('button', { name: 'Print' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Selected people')
  await expect(page.getByText(`Cy ${word}`)).toHaveCount(0)
})

test('ticked people are vCards for an address book, which is no choice of a format for lists', async ({
  page,
  addUser,
  word,
}) => {
  const [ada] = [await addUser({ name: `Ada ${word}` }), await addUser({ name: `Ben ${word}` })]
  await page.goto(`/users?q=${word}`)
  await page.getByRole('checkbox', { name: `Select ${ada.name}` }).check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'vCards' }).click(),
  ])
  expect(readCards(await readFile(await file.path(), 'utf8')).map((card) => card.get('fn'))).toEqual([
    [ada.name],
  ])
  await page.reload()
  await expect(page.getByRole('link', { name: 'Export this list as CSV with commas' })).toHaveCount(1)
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('collects people by searching for each, and takes them along', async ({
    page,
    addUser,
    word,
    javaScriptEnabled,
  }) => {
    const [ada, ben] = [await addUser({ name: `Ada ${word}` }), await addUser({ name: `Ben ${word}` })]
    await addUser({ name: `Cy ${word}` })
    await page.goto('/users')
    for (const { name } of [ada, ben]) {
      await search(page, name)
      await page.getByRole('checkbox', { name: `Select ${name}` }).check()
    }
    const selected = page.getByRole('region', { name: 'Selected people' })
    await expect(selected.getByRole('button')).toHaveText(['Email addresses', 'Print', 'vCards'])
    await selected.getByRole('button', { name: 'Email addresses' }).click()
    await expect(page.getByLabel('All addresses')).toHaveValue(
      `${ada.name} <${ada.email}>, ${ben.name} <${ben.email}>`,
    )
    await page.getByRole('link', { name: 'Back to the list' }).click()
    await expect(page.getByRole('checkbox', { name: `Select ${ben.name}` })).toBeChecked()
    await selected.getByRole('button', { name: 'Print' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Selected people')
    await expect(page.getByRole('main').getByRole('listitem')).toHaveText([/^Ada/, /^Ben/])
    await page.getByRole('link', { name: 'Back to the list' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      selected.getByRole('button', { name: 'vCards' }).click(),
    ])
    const cards = readCards(await readFile(await file.path(), 'utf8'))
    expect(cards.map((card) => card.get('fn'))).toEqual([[ada.name], [ben.name]])

    await page.getByRole('checkbox', { name: `Select ${ben.name}` }).uncheck()
    await selected.getByRole('button', { name: 'Email addresses' }).click()
    await expect(page.getByText('1 address.')).toBeVisible()
    const copies = javaScriptEnabled === false ? [] : ['Copy 1 address']
    await expect(page.getByRole('main').getByRole('button')).toHaveText(copies)
  })

  test('ticks people on the page of a team', async ({ page, addUser, newTeam, word }) => {
    const team = await newTeam('Choir')
    const ada = await addUser({ name: `Ada ${word}`, teams: [team.id] })
    await addUser({ name: `Ben ${word}`, teams: [team.id] })
    await addUser({ name: `Cy ${word}` })
    await page.goto(`/teams/${team.id}`)
    await page.getByRole('checkbox', { name: `Select ${ada.name}` }).check()
    await page.getByRole('button', { name: 'Email addresses' }).click()
    await expect(page.getByLabel('All addresses')).toHaveValue(`${ada.name} <${ada.email}>`)
    await page.goto(`/teams/${team.id}`)
    await page.getByLabel('All 2 that match').check()
    await page.getByRole('button', { name: 'Email addresses' }).click()
    await expect(page.getByText('2 addresses.')).toBeVisible()
    await expect(page.getByText(`People in ${team.name}`, { exact: true })).toBeVisible()
  })

  test('reaches nobody in the trash by ticks', async ({ page, addUser, trashUser, word }) => {
    const ada = await addUser({ name: `Ada ${word}` })
    const gone = await trashUser(await addUser({ name: `Gone ${word}` }))
    for (const path of ['/users/addresses', '/users/print', '/users/export?format=vcard', '/users']) {
      const ids = `${path.includes('?') ? '&' : '?'}q=${word}&id=${ada.id}&id=${gone.id}`
      const text = await (await page.request.get(path + ids)).text()
      expect([path, text.includes(ada.name), text.includes(gone.name)]).toEqual([path, true, false])
      expect(text).not.toContain(gone.email)
    }
  })
})

test('visitors see no ticks, and reach by them only what the public view shows', async ({
  page,
  context,
  addUser,
  word,
}) => {
  const ada = await addUser({ name: `Ada ${word}` })
  const hidden = await addUser({ name: `Hidden ${word}`, listed: false })
  await context.clearCookies()
  await page.goto(`/users?q=${word}&id=${ada.id}&id=${hidden.id}`)
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await page.goto(`/users/print?id=${ada.id}&id=${hidden.id}`)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([/^Ada/])
  const html = await page.content()
  for (const secret of [hidden.name, ada.email]) expect(html).not.toContain(secret)
})

test('where all that match are ticked, single ticks leave nobody out', async ({ page, addUser, word }) => {
  for (const name of ['Ada', 'Ben', 'Cy']) await addUser({ name: `${name} ${word}` })
  await page.goto(`/users?q=${word}`)
  await page.getByRole('checkbox', { name: `Select Ada ${word}` }).check()
  await page.getByLabel('All 3 that match').check()
  await page.getByRole('button', { name: 'Email addresses' }).click()
  await expect(page.getByText('3 addresses.')).toBeVisible()
  await expect(page.getByText(`People matching ${word}`, { exact: true })).toBeVisible()
})

test('more ticks than an address may name are told, not lost unseen', async ({ page }) => {
  const ids = Array.from({ length: 501 }, (_, index) => `id=${index + 1}`).join('&')
  for (const path of ['/users/addresses', '/users/print']) {
    await page.goto(`${path}?${ids}`)
    await expect(page.getByText('These are 500 of the people you ticked')).toBeVisible()
  }
  expect((await page.request.get(`/users/export?format=vcard&${ids}`)).status()).toBe(422)
})

test('many addresses are several emails', async ({ page, addUser, word }) => {
  for (let count = 0; count < 80; count++) await addUser({ name: `Singer ${count} ${word}` })
  await page.goto(`/users/addresses?q=${word}`)
  const links = page.getByRole('link', { name: /^Write to people \d+ to \d+$/ })
  await expect(links).toHaveText([/^Write to people 1 to \d+$/, /to 80$/])
})

test('visitors get no addresses', async ({ page, context }) => {
  await context.clearCookies()
  await page.goto('/users/addresses')
  await expect(page).toHaveURL(/sign-in/)
})

test('300 people are printed on eight pages at most, and nobody is missing', async ({
  page,
  addUser,
  newTeam,
  word,
  javaScriptEnabled,
}) => {
  const [team, other] = [await newTeam('Printed'), await newTeam('Other')]
  for (let count = 0; count < 300; count++)
    await addUser({
      name: `${String.fromCharCode(65 + (count % 26))}lexandra Montgomery ${count}`,
      jobTitle: 'Head of teaching',
      phone: `+44 1632 960${String(count).padStart(3, '0')}`,
      mobile: `+44 7700 900${String(count).padStart(3, '0')}`,
      location: `Floor 2, room ${count}`,
      teams: count === 0 ? [team.id, other.id] : [team.id],
    })
  await page.goto(`/users?team=${team.id}`)
  const opened = new Date()
  await page.getByRole('link', { name: 'Print', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`People in ${team.name}`)
  // The day may end while the page loads.
  const heads = [opened, new Date()].map((date) => `${inWords(date)} · 300 people`)
  expect(heads).toContain(await page.locator('.paper-head p').textContent())
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'])
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(300)
  await expect(page.getByRole('button', { name: 'Print' })).toHaveCount(javaScriptEnabled === false ? 0 : 1)

  const edge = '12mm'
  const pdf = await page.pdf({
    format: 'A4',
    margin: { top: edge, bottom: edge, left: edge, right: edge },
  })
  if (process.env.LOOK === '1') await writeFile('test-results/print.pdf', pdf)
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.length).toBeLessThanOrEqual(8)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('link', { name: 'Back to the list' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })

  await page.getByRole('link', { name: 'By team' }).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([other.name, team.name])
  await page.goto(`/users/print?q=nobody${word}`)
  await expect(page.getByText('Nobody matches.')).toBeVisible()
})

/** As in "29 November 2026", in the time zone of a directory without a choice. */
function inWords(date: Date): string {
  return date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
}
