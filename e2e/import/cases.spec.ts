import { readFile } from 'node:fs/promises'
import type { Executor } from '#db/database.ts'
import { expect, test } from '../support/fixtures.ts'
import { upload, verdict } from '../support/import-page.ts'
import { openForm, post } from '../support/plain-form.ts'
import { uniqueWord } from '../support/unique-word.ts'

/** The people are as they are stored, active where it does not say otherwise. `ready` of them are imported. */
type Case = { file: string; line: string; people: Record<string, unknown>[] }

// What cases.test.ts finds in them.
const samples: Record<string, string> = {
  'google-2024.csv': '2 new',
  'outlook-com-61.csv': '1 new',
  'm365-users.csv': '2 new',
  'azure-template.csv': '1 new',
  'linkedin.csv': '2 new',
  'slack.csv': '3 new',
  'canvas-sis.csv': '3 new',
  'canvas-small-ids.csv': '2 new',
  'mailchimp.csv': '1 new',
  'salesforce.csv': '1 new',
  'salesforce-report.csv': '2 new',
  'bamboohr.csv': '2 new',
  'peoplefinder.csv': '1 new',
  'nextcloud-userimporter.csv': '1 new',
  'contacts.vcf': '2 new',
  'people.xlsx': '1 new',
  'people.ods': '2 new',
  'people-renamed.csv': '1 new',
  'three-sheets.xlsx': '1 new',
  'employment-status.csv': '3 new',
  'status-words-hr.csv': '27 new · 3 refused',
  'directory-service.csv': '2 new',
  'repeated-heads.csv': '3 new · 1 question',
  'footers.csv': '2 new',
  'private-heads.csv': '1 new',
  'names-turned.csv': '7 new',
  'google-labels.csv': '2 new',
  'graph-users.csv': '2 new',
  'two-statuses.csv': '3 new',
  'home-and-work.vcf': '2 new',
  'phones-ext.csv': '5 new',
  'workday.csv': '3 new',
  'placeholders.csv': '3 new · 5 questions',
  'de-easyverein.csv': '2 new',
  'de-telefonliste.csv': '3 new',
  'fr-helloasso.csv': '2 new',
  'fr-annuaire.csv': '3 new',
  'es-a3.csv': '2 new',
  'it-teamsystem.csv': '2 new',
  'br-senior.csv': '3 new',
  'nl-leden.csv': '2 new',
  'nl-visma.csv': '2 new',
  'pl-usos.csv': '2 new',
  'cz-pohoda.csv': '2 new',
  'tr-dernek.csv': '2 new',
  'ja-smarthr.csv': '3 new',
  'ja-meibo.csv': '2 new',
  'ru-1c.csv': '2 new',
  'ko-insa.csv': '2 new',
  'two-numbers-de.csv': '20 new · 2 refused',
  'semicolons-and-commas.csv': '2 new',
  'apple-numbers-de.csv': '2 new',
  'excel-fr.csv': '1 new',
  'fr-nom-prenom.csv': '1 new',
  'excel-cz-1250.csv': '2 new',
  'excel-cz-1250-en.csv': '2 new',
  'unicode-text-utf16.txt': '1 new',
  'utf16-nobom.csv': '1 new',
  'utf8-one-bad-byte.csv': '2 new · 1 refused',
  'no-header.csv': '2 new',
  'trailing-total.csv': '1 new',
  'dup-headers.csv': '1 new',
  'split-min.csv': '1 new',
  'backslash-quotes.csv': '1 new',
  'semicolon-excel-sep.csv': '1 new',
  'tabs-in-csv.tsv': '1 new',
  'carets.csv': '2 new',
  'crlf-mixed.csv': '3 new',
  'one-column.csv': '0 new · 2 refused',
  'emails-odd.csv': '19 new · 4 refused',
  'phones-odd.csv': '16 new · 2 refused',
  'cells-odd.csv': '10 new · 2 questions',
  'status-words.csv': '20 new',
  'teams-many.csv': '9 new',
  'two-phones.csv': '2 new',
  'dates-numbers.csv': '1 new',
  'role-access.csv': '2 new',
  'notes-private.csv': '1 new',
  'ID-upper.csv': '1 new',
  'long-name.csv': '0 new · 1 refused',
}

// Other programs' exports, and cells as people write them.
const cases: Case[] = [
  {
    file: 'google-2024.csv',
    line: '2 new · 0 changed · 0 refused · 0 unchanged',
    people: [
      {
        name: 'Greta Holmqvist',
        knownAs: 'Gigi',
        email: 'greta.h@example.com',
        phone: '+46 70 555 01 34',
        mobile: '+46 8 555 01 35',
        jobTitle: 'Treasurer',
        teams: ['Library'],
        links: [{ label: '', url: 'https://www.example.com/greta' }],
      },
      { name: 'Óscar de Peñalver', email: 'oscar.p@example.com', phone: '+34 600 555 013' },
    ],
  },
  {
    file: 'outlook-com-61.csv',
    line: '1 new · 0 changed · 0 refused · 0 unchanged',
    people: [{ name: 'Philippa M. Zellweger', location: 'Room 5', about: '', jobTitle: 'Archivist' }],
  },
  {
    file: 'm365-users.csv',
    line: '2 new · 0 changed · 0 refused · 0 unchanged',
    people: [
      { name: 'Ann Leighton', email: 'ann.leighton@example.com', location: 'Perth', teams: ['Library'] },
      { name: 'Bo Gone', email: 'bo.gone@example.com', jobTitle: 'Clerk', status: 'inactive' },
    ],
  },
  {
    file: 'linkedin.csv',
    line: '2 new · 0 changed · 0 refused · 0 unchanged',
    people: [
      { name: 'Holger Pfaff', email: 'holger.p@example.com', jobTitle: 'Buyer' },
      { name: 'Mina Sato', email: '', jobTitle: 'Engineer' },
    ],
  },
  {
    file: 'slack.csv',
    line: '3 new · 0 changed · 0 refused · 0 unchanged',
    people: [
      { name: 'Janet Stone', email: 'janet.s@example.com' },
      { name: 'Bob Drum', email: 'bob.d@example.com', status: 'inactive' },
      { name: 'Ada Admin', email: 'ada.adm@example.com', jobTitle: '' },
    ],
  },
  {
    file: 'canvas-small-ids.csv',
    line: '2 new · 0 changed · 0 refused · 0 unchanged',
    people: [
      { name: 'Rob Quill', email: 'rob.quill@example.com' },
      { name: 'Tess Orlo', email: 'tess.orlo@example.com' },
    ],
  },
  {
    file: 'apple-numbers-de.csv',
    line: '2 new · 0 changed · 0 refused · 0 unchanged',
    people: [
      { name: 'Jürgen Weiß', jobTitle: 'Kassenwart', location: 'Bonn', about: '', teams: ['Library'] },
      { name: 'Anke Groß', phone: '0228 / 555 01 36', status: 'inactive' },
    ],
  },
  {
    file: 'excel-cz-1250-en.csv',
    line: '2 new · 0 changed · 0 refused · 0 unchanged',
    people: [{ name: 'Žofie Dvořáková' }, { name: 'Łukasz Gżegżółka' }],
  },
  {
    file: 'utf8-one-bad-byte.csv',
    line: '2 new · 0 changed · 1 refused · 0 unchanged',
    people: [{ name: 'Jürgen Müßig', about: 'Likes cafés' }, { name: 'Žofie Dvořáková' }],
  },
  {
    file: 'emails-odd.csv',
    line: '19 new · 0 changed · 4 refused · 0 unchanged',
    people: [
      { name: 'Rich Two', email: 'rich.two@example.com' },
      { name: 'Two Seven', email: 'seven@example.com' },
      { name: 'Zero Nine', email: 'nine@example.com' },
      { name: 'Quote Thirteen', email: 'thirteen@example.com' },
      { name: 'Na Twenty', email: '' },
      { name: 'Fullwidth TwentyThree', email: 'twentythree@example.com' },
    ],
  },
  {
    file: 'cells-odd.csv',
    line: '10 new · 0 changed · 0 refused · 0 unchanged · 2 questions',
    people: [
      { name: 'Ada Newline', jobTitle: 'Head of Library' },
      { name: 'Tab Two', location: '1 Test Street London N1' },
      { name: 'Vertical Seven', about: 'Line one\nline two' },
      { name: 'Html Eight', about: '<p>Hello</p>' },
    ],
  },
  {
    file: 'teams-many.csv',
    line: '9 new · 0 changed · 0 refused · 0 unchanged',
    people: [
      { name: 'T3', teams: ['Library', 'Finance'] },
      { name: 'T4', teams: ['Library', 'Finance'] },
      { name: 'T7', teams: ['Choir'] },
    ],
  },
]

for (const { file, line, people } of cases)
  test(`${file} comes in as it is`, async ({ page, db, trashUser }) => {
    const own = ownWords()
    await upload(page, file, Buffer.from(own(await sample(file)), 'latin1'))
    await expect(verdict(page)).toContainText(line)
    const [, count = ''] = /^(\d+) new/.exec(line) ?? []
    await page.getByRole('button', { name: /^Import \d/ }).click()
    await expect(page.getByRole('status')).toHaveText(
      `${count} ${count === '1' ? 'person' : 'people'} imported from ${file}. Undo`,
    )
    const saved = await newest(db, Number(count))
    const named = new Map(
      (await db.selectFrom('teams').selectAll().execute()).map(({ id, name }) => [id, name]),
    )
    const stored = saved.map((user) => ({ ...user, teams: user.teams.map((id) => named.get(id)) }))
    for (const person of people) {
      const expected = JSON.parse(own(JSON.stringify({ status: 'active', ...person })))
      expect(stored.find(({ name }) => name === expected.name)).toMatchObject(expected)
    }
    // The next run imports people of the same names.
    for (const user of saved) await trashUser(user)
  })

for (const [file, message] of [
  ['transposed.csv', 'The first column holds the names of the fields'],
  ['people.json', 'This is JSON'],
  ['people.html-as.xls', 'This is a web page with another name'],
] as const)
  test(`${file} is refused for what it is`, async ({ page }) => {
    await upload(page, file, await readFile(`actions/imports/samples/${file}`))
    await expect(page.getByRole('main').getByRole('alert')).toContainText(message)
  })

test('every sample is on its page what it is on the command line', async ({ viewer, baseURL }) => {
  for (const [file, counts] of Object.entries(samples)) {
    const form = await openForm(`${baseURL}/users/import`, viewer.cookie)
    const answer = await post(form, {
      file: new File([await readFile(`actions/imports/samples/${file}`)], file),
    })
    const page = new URL(answer.headers.get('location') ?? '', baseURL)
    const text = await textOf(await fetch(page, { headers: { cookie: viewer.cookie } }))
    const [line = 'no line'] =
      /\d+ new · 0 changed · \d+ refused · 0 unchanged(?: · \d+ questions?)?/.exec(text) ?? []
    expect(line.replace(/ · 0 (?:changed|refused|unchanged)/g, '').replace(' · 0 unchanged', ''), file).toBe(
      counts,
    )
  }
})

/** What a page says, without its tags. */
async function textOf(answer: Response): Promise<string> {
  return (await answer.text()).replaceAll(/<script.*?<\/script>|<!--.*?-->|<[^>]*>/gs, '')
}

/** Each byte is a character, and stays what it was. */
function sample(file: string): Promise<string> {
  return readFile(`actions/imports/samples/${file}`, 'latin1')
}

/** Emails and teams that nobody else has. */
function ownWords(): (text: string) => string {
  const word = uniqueWord()
  return (text) =>
    text
      .replaceAll(/example/gi, word)
      .replaceAll(/\b(?:Library|library|Finance|Choir|Board)\b/g, (team) => `${team}${word}`)
}

function newest(db: Executor, count: number) {
  return db.selectFrom('users').selectAll().orderBy('id', 'desc').limit(count).execute()
}
