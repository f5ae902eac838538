import { readFile } from 'node:fs/promises'
import type { Executor } from '#db/database.ts'
import { expect, test } from '../support/fixtures.ts'
import { upload, verdict } from '../support/import-page.ts'
import { uniqueWord } from '../support/unique-word.ts'

/** The people are as they are stored, active where it does not say otherwise. `ready` of them are imported. */
type Case = { file: string; line: string; people: Record<string, unknown>[] }

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
