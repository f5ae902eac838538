import type { Page } from '@playwright/test'
import { transaction } from '#db/database.ts'
import { nextRevision } from '#db/revision.ts'
import type { Team, User } from '#db/tables.ts'
import { update } from '#db/users/edit.ts'
import { insertUsers } from '#db/users/save.ts'
import { blankUser } from '#db/users/values.ts'
import { test as base, expect } from '../support/list-fixtures.ts'
import { openForm, post } from '../support/plain-form.ts'

type Fixtures = {
  /** Three people with the word as job title. */
  people: User[]
  team: Team
  revisionsOf: (people: readonly User[], version: number) => Promise<unknown[]>
  /** Changes a person in the name of somebody else. */
  changeMeanwhile: (user: User) => Promise<User>
}

const keeper = { id: null, name: 'test fixture', role: 'admin' } as const

const test = base.extend<Fixtures>({
  people: async ({ addUser, word }, use) => {
    const people: User[] = []
    for (const name of ['Ada', 'Ben', 'Cleo']) people.push(await addUser({ name, jobTitle: word }))
    await use(people)
  },
  team: async ({ newTeam }, use) => use(await newTeam()),
  revisionsOf: async ({ db }, use) => {
    await use(async (people, version) => {
      const ids = people.map(({ id }) => id)
      const events = await db
        .selectFrom('events')
        .select('revision')
        .where('userId', 'in', ids)
        .where('version', '=', version)
        .execute()
      return events.map(({ revision }) => revision)
    })
  },
  changeMeanwhile: async ({ db, stored }, use) => {
    await use(async (user) => {
      const present = await stored(user)
      return transaction(db, (trx) => update(trx, present, { ...present, location: 'Kyoto' }, keeper))
    })
  },
})

/** Ticks these people in a search for the word, and presses a button. */
async function press(page: Page, word: string, names: readonly string[], button: string): Promise<void> {
  await page.goto(`/users?q=${word}&status=all`)
  for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await page.getByRole('button', { name: button, exact: true }).click()
}

function bar(page: Page) {
  return page.getByRole('region', { name: 'Change several at once' })
}

/** Follows the link in the notice, and confirms. */
async function undo(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Undo', exact: true }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
}

/** The list has another status, with the number of people. */
async function expectNotice(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words })).toHaveCount(1)
}

async function expectTitle(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

test('an editor deactivates those ticked in one write, and undoes it', async ({
  page,
  word,
  people,
  stored,
  verbsOf,
  revisionsOf,
}) => {
  const [ada, ben, cleo] = people as [User, User, User]
  await press(page, word, ['Ada', 'Ben'], 'Deactivate')
  await expectTitle(page, 'Deactivate 2 people')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([/^Ada person-/, /^Ben person-/])
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expectNotice(page, '2 people changed')
  await expect(page).toHaveURL(`/users?q=${word}&status=all`)
  expect((await stored(ada)).status).toBe('inactive')
  expect(await stored(cleo)).toEqual(cleo)
  const revisions = await revisionsOf([ada, ben], 2)
  expect(revisions).toEqual([expect.any(Number), revisions[0]])

  await page.getByRole('link', { name: 'Undo', exact: true }).click()
  await expectTitle(page, 'Undo a change')
  await expect(page.getByRole('main')).toContainText('2 people will have earlier values again')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectNotice(page, 'Change undone')
  expect((await stored(ben)).status).toBe('active')
  expect(await verbsOf(ada)).toEqual(['create', 'update', 'revert'])

  await undo(page)
  await expectNotice(page, 'Change undone')
  expect(await stored(ada)).toMatchObject({ status: 'inactive', version: 4 })
})

test('people already in that state keep their version', async ({ page, word, people, addUser, stored }) => {
  const dora = await addUser({ name: 'Dora', jobTitle: word, status: 'inactive' })
  await press(page, word, ['Ada', 'Dora'], 'Activate')
  await expectTitle(page, 'Activate 1 person')
  await expect(page.getByRole('main')).toContainText('1 of those selected is active already')
  await page.getByRole('button', { name: 'Activate' }).click()
  await expectNotice(page, '1 person changed')
  expect((await stored(dora)).status).toBe('active')
  expect(await stored(people[0] as User)).toEqual(people[0])

  await press(page, word, ['Dora'], 'Activate')
  await expectTitle(page, 'Nothing to change')
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await expect(page).toHaveURL(`/users?q=${word}&status=all&id=${dora.id}`)
})

test('those ticked go to the trash and come back', async ({ page, word, people, stored, verbsOf }) => {
  const [ada] = people as [User]
  await press(page, word, ['Ada', 'Cleo'], 'Move to trash')
  await expectTitle(page, 'Move 2 people to trash')
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expectNotice(page, '2 people moved to trash')
  await expect(page.getByRole('checkbox', { name: 'Select Ada' })).toHaveCount(0)
  await undo(page)
  await expectNotice(page, 'Change undone')
  expect(await stored(ada)).toMatchObject({ trashedAt: null, version: 3 })
  expect(await verbsOf(ada)).toEqual(['create', 'trash', 'restore'])
})

test('those ticked join a team and leave it; without one the page asks which', async ({
  page,
  word,
  people,
  team,
  stored,
}) => {
  await press(page, word, ['Ada', 'Ben'], 'Add to team')
  await expectTitle(page, 'Add 2 people to a team')
  await page.getByLabel('Choose a team').selectOption(team.name)
  await page.getByRole('button', { name: 'Add to team' }).click()
  await expectTitle(page, `Add 2 people to ${team.name}`)
  await page.getByRole('button', { name: 'Add to team' }).click()
  await expectNotice(page, '2 people changed')
  for (const user of people.slice(0, 2)) expect((await stored(user)).teams).toEqual([team.id])

  await page.goto(`/users?q=${word}`)
  for (const name of ['Ada', 'Cleo']) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await bar(page).getByLabel('Team').selectOption(team.name)
  await page.getByRole('button', { name: 'Remove from team' }).click()
  await expectTitle(page, `Remove 1 person from ${team.name}`)
  await expect(page.getByRole('main')).toContainText('1 of those selected is not in this team')
  await page.getByRole('button', { name: 'Remove from team' }).click()
  await expectNotice(page, '1 person changed')
  expect((await stored(people[0] as User)).teams).toEqual([])
})

test('all that match change, also those on further pages', async ({
  page,
  word,
  addUser,
  team,
  revisionsOf,
  db,
}) => {
  test.slow()
  const people: User[] = []
  for (let n = 1; n <= 27; n++)
    people.push(await addUser({ name: `Many ${String(n).padStart(2, '0')}`, jobTitle: word }))
  await page.goto(`/users?q=${word}`)
  await page.getByLabel('All 27 that match').check()
  await bar(page).getByLabel('Team').selectOption(team.name)
  await page.getByRole('button', { name: 'Add to team' }).click()
  await expectTitle(page, `Add 27 people to ${team.name}`)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(21)
  await expect(page.getByRole('main').getByRole('listitem').last()).toHaveText('and 7 more')
  await page.getByRole('button', { name: 'Add to team' }).click()
  await expectNotice(page, '27 people changed')
  const revisions = await revisionsOf(people, 2)
  expect(revisions).toHaveLength(27)
  expect(new Set(revisions).size).toBe(1)
  const members = () => db.selectFrom('teams').select('members').where('id', '=', team.id).executeTakeFirst()
  expect(await members()).toEqual({ members: 27 })
  await undo(page)
  await expectNotice(page, 'Change undone')
  expect(await members()).toEqual({ members: 0 })
})

test('more than 500 are saved after the answer, on a page that leads on to the notice', async ({
  page,
  word,
  team,
  revisionsOf,
  db,
}) => {
  test.slow()
  const many = Array.from({ length: 501 }, (_, n) => ({
    ...blankUser,
    name: `Many ${n}`,
    jobTitle: word,
    status: 'inactive' as const,
  }))
  const people = await transaction(db, async (trx) => {
    const write = { revision: await nextRevision(trx), actor: keeper, origin: 'import' as const }
    return insertUsers(trx, many, write)
  })
  await page.goto(`/users/bulk?do=add-to-team&inTeam=${team.id}&all=on&q=${word}&status=inactive`)
  await page.getByRole('button', { name: 'Add to team' }).click()
  await page.waitForURL('**/users/saving/*')
  await page.waitForURL(`**/users?q=${word}&status=inactive`)
  await expectNotice(page, '501 people changed')
  const revisions = await revisionsOf(people.slice(0, 3), 2)
  expect([revisions.length, new Set(revisions).size]).toEqual([3, 1])
  await undo(page)
  await page.waitForURL('**/users/saving/*')
  await page.waitForURL('**/users')
  await expectNotice(page, 'Change undone')
  const members = await db.selectFrom('teams').select('members').where('id', '=', team.id).executeTakeFirst()
  expect(members).toEqual({ members: 0 })
})

test('undoing leaves alone people who were changed since', async ({
  page,
  word,
  people,
  stored,
  changeMeanwhile,
}) => {
  const [ada, ben] = people as [User, User]
  await press(page, word, ['Ada', 'Ben'], 'Deactivate')
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expectNotice(page, '2 people changed')
  const changed = await changeMeanwhile(ben)
  await page.getByRole('link', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('1 person will have earlier values again')
  await expect(page.getByRole('main')).toContainText(
    '1 person is left alone, because they were changed again',
  )
  const address = page.url()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectNotice(page, 'Change undone')
  expect((await stored(ada)).status).toBe('active')
  expect(await stored(ben)).toEqual(changed)
  await page.goto(address)
  await expect(page.getByRole('main')).toContainText('Nothing is left to undo')
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
})

test('people who were changed since are shown again before anything is done', async ({
  page,
  word,
  people,
  stored,
  changeMeanwhile,
}) => {
  const [ada, ben] = people as [User, User]
  await press(page, word, ['Ada', 'Ben'], 'Move to trash')
  await expectTitle(page, 'Move 2 people to trash')
  const changed = await changeMeanwhile(ben)
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByRole('alert').first()).toContainText('somebody else changed this first')
  await expectTitle(page, 'Move 2 people to trash')
  expect([await stored(ada), await stored(ben)]).toEqual([ada, changed])
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expectNotice(page, '2 people moved to trash')
  expect((await stored(ben)).trashedAt).not.toBeNull()
})

test('nobody ticked is told so, and cancelling leads back to the list', async ({ page, word, people }) => {
  await press(page, word, [], 'Deactivate')
  await expectTitle(page, 'Nobody is selected')
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await expect(page).toHaveURL(`/users?q=${word}&status=all`)
  await press(page, word, [people[0]?.name ?? ''], 'Deactivate')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(`/users?q=${word}&status=all&id=${people[0]?.id}`)
  await expect(page.getByRole('checkbox', { name: 'Select Ada' })).toBeChecked()
})

test('somebody in 50 teams is named when they cannot join another', async ({
  page,
  word,
  addUser,
  team,
  newTeam,
  stored,
}) => {
  test.slow()
  const teams: number[] = []
  for (let n = 0; n < 50; n++) teams.push((await newTeam()).id)
  const full = await addUser({ name: 'Full Grace', jobTitle: word, teams })
  await page.goto(`/users/bulk?id=${full.id}&do=add-to-team&inTeam=${team.id}`)
  await page.getByRole('button', { name: 'Add to team' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Full Grace is in that many already')
  expect(await stored(full)).toEqual(full)
})

test('the same form sent twice acts once', async ({ baseURL, viewer, people, stored }) => {
  const [ada] = people as [User]
  const form = await openForm(`${baseURL}/users/bulk?id=${ada.id}&do=deactivate`, viewer.cookie)
  const answers = [await post(form), await post(form)]
  for (const answer of answers) expect(answer.status).toBe(303)
  expect(answers[1]?.headers.get('location')).toBe(answers[0]?.headers.get('location'))
  expect(await stored(ada)).toMatchObject({ status: 'inactive', version: 2 })
})

test('a whole page of 100 people is ticked, and all of them are meant', async ({
  page,
  db,
  word,
  javaScriptEnabled,
}) => {
  await transaction(db, async (trx) => {
    const values = Array.from({ length: 101 }, (_, index) => ({ ...blankUser, name: `${word} ${index}` }))
    const write = { revision: await nextRevision(trx), actor: keeper, origin: 'import' as const }
    await insertUsers(trx, values, write)
  })
  await page.goto(`/users?q=${word}&rows=100`)
  if (javaScriptEnabled) await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check()
  else for (const box of await page.getByRole('checkbox', { name: `Select ${word}` }).all()) await box.check()
  await bar(page).getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deactivate 100 people')
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('ticks people, and sees nothing that changes them', async ({ page, word, people, team }) => {
    for (const path of ['/users', `/teams/${team.id}`]) {
      await page.goto(`${path}?q=${word}`)
      await expect(page.getByRole('checkbox', { name: 'Select Ada' })).toHaveCount(path === '/users' ? 1 : 0)
      await expect(page.getByRole('button', { name: /Deactivate|Activate|trash|team/ })).toHaveCount(0)
      await expect(bar(page)).toHaveCount(0)
    }
    for (const path of [`/users/bulk?id=${people[0]?.id}&do=trash`, '/users/undo/1'])
      expect((await page.goto(path))?.status()).toBe(403)
  })

  test('is refused the form of a bulk change', async ({ baseURL, viewer, signIn, people, stored }) => {
    const [ada] = people as [User]
    const { cookie } = await signIn('editor')
    const form = await openForm(`${baseURL}/users/bulk?id=${ada.id}&do=deactivate`, cookie)
    const answer = await post({ ...form, cookie: viewer.cookie })
    expect(/<h1>(.*?)<\/h1>/.exec(await answer.text())?.[1]).toBe('Not allowed')
    expect(await stored(ada)).toEqual(ada)
  })
})
