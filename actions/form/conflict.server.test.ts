import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { StaleVersion } from '#db/errors.ts'
import type { Actor } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { changeTeam, createTeam } from '#db/teams/edit.ts'
import { add, alice, db, grace } from '#db/testing/database.ts'
import { update } from '#db/users/edit.ts'
import { snapshot } from '#db/users/snapshot.ts'
import type { UserValues } from '#db/users/values.ts'
import { conflictOf, settleConflict } from './conflict.server.ts'

test('a form without choices keeps what was typed', () => {
  expect(settleConflict({ name: 'Ada', about: '' })).toEqual({ name: 'Ada', about: '' })
})

test('each field follows its choice, and the choices are removed', () => {
  const settled = settleConflict({
    name: 'Ada',
    jobTitle: 'Countess',
    location: 'London',
    take: { jobTitle: 'theirs', location: 'yours' },
    theirs: { jobTitle: 'Professor', location: 'Paris' },
  })
  expect(settled).toEqual({ name: 'Ada', jobTitle: 'Professor', location: 'London' })
})

test('theirs may be a list without rows or an unticked box', () => {
  const settled = settleConflict({
    listed: 'on',
    links: [{ url: 'https://example.com' }],
    take: { listed: 'theirs', links: 'theirs' },
  })
  expect(settled).toEqual({ listed: undefined, links: undefined })
})

test('malformed choices are ignored', () => {
  for (const take of ['theirs', ['theirs'], { name: 'ours' }, { name: ['theirs', 'theirs'] }])
    expect(settleConflict({ name: 'Ada', take, theirs: { name: 'Bob' } })).toEqual({ name: 'Ada' })
})

test('each side keeps what it alone changed, and what both changed is a choice', async () => {
  const team = await transaction(db, (trx) => createTeam(trx, { name: `Team ${randomUUID()}` }, grace))
  const user = await add(
    alice({ jobTitle: 'Clerk', location: 'Leeds', about: 'Old', listed: true, teams: [] }),
  )
  const { stale, theirs } = await changed(user, {
    jobTitle: 'Manager',
    about: 'Theirs',
    pronouns: 'she/her',
    listed: false,
    teams: [team.id],
  })
  const yours = { ...sentFrom(user), location: '', about: 'Mine', pronouns: 'she/her' }
  const { message, conflict } = await conflictOf(stale, yours)
  expect(message).toBe(
    'Grace changed this person just now, while you were editing. Choose which version to keep.',
  )
  expect(conflict).toMatchObject({
    version: 2,
    who: 'Grace',
    yours: { ...yours, jobTitle: 'Manager', listed: false, teams: [team.id] },
    theirs: { about: 'Theirs' },
    choices: [{ name: 'about', label: 'About', yours: 'Mine', theirs: 'Theirs' }],
  })
  expect(new Set(conflict.kept)).toEqual(
    new Set([
      'Kept from you: Location',
      'Kept from Grace: Job title: Manager',
      'Kept from Grace: Listed in the public view: No',
      `Kept from Grace: Teams: ${team.name}`,
    ]),
  )
  expect(Object.keys(conflict.theirs)).toEqual(['about'])
  const settled = settleConflict({
    ...conflict.yours,
    theirs: conflict.theirs,
    take: { about: 'theirs' },
  } as never)
  expect(settled).toEqual({ ...yours, ...pick(theirs, ['jobTitle', 'about', 'listed', 'teams']) })
})

test('without a field that both changed there is nothing to choose, and the page still comes', async () => {
  const user = await add(alice())
  const { stale } = await changed(user, { jobTitle: 'Manager' })
  const { message, conflict } = await conflictOf(stale, { ...sentFrom(user), location: 'Paris' })
  expect(message).toBe(
    'Grace changed this person just now, while you were editing. There is nothing to choose. Press Save person again.',
  )
  expect(conflict).toMatchObject({
    choices: [],
    theirs: {},
    kept: ['Kept from Grace: Job title: Manager', 'Kept from you: Location'].toSorted().toReversed(),
  })
})

test('the same change on both sides is nothing to choose', async () => {
  const user = await add(alice())
  const { stale } = await changed(user, { jobTitle: 'Manager' })
  const { conflict } = await conflictOf(stale, { ...sentFrom(user), jobTitle: 'Manager' })
  expect(conflict).toMatchObject({ choices: [], kept: [], theirs: {} })
})

test('lists are one field: links that both changed are one choice', async () => {
  const link = (name: string) => ({ label: name, url: `https://${name}.example` })
  const user = await add(alice({ links: [link('one')] }))
  const { stale } = await changed(user, { links: [link('one'), link('theirs')] })
  const { conflict } = await conflictOf(stale, { ...sentFrom(user), links: [link('one'), link('mine')] })
  expect(conflict.choices.map(({ name }) => name)).toEqual(['links'])
  expect(conflict.kept).toEqual([])
})

test('after several changes each of their actors is named, and one whose account was erased is somebody', async () => {
  const user = await add(alice())
  await changed(user, { jobTitle: 'Manager' })
  const second = await changed(user, { jobTitle: 'Manager', location: 'Paris' }, { version: 2, actor: gone })
  const { message, conflict } = await conflictOf(second.stale, sentFrom(user))
  expect(message).toMatch(/^Grace and somebody else changed this person just now, /)
  expect(conflict.kept).toContain('Kept from Grace and somebody else: Location: Paris')
  const { message: last } = await conflictOf(second.stale, { ...sentFrom(user), version: 2 })
  expect(last).toMatch(/^Somebody changed this person just now, /)
})

test('when the first version cannot be read each field that differs is a choice', async () => {
  const user = await add(alice({ location: 'Leeds' }))
  const { stale } = await changed(user, { jobTitle: 'Manager' })
  for (const version of [0, -1, 99, 2 ** 40, Number.NaN]) {
    const { conflict } = await conflictOf(stale, { ...sentFrom(user), location: 'Paris', version })
    expect(conflict.choices.map(({ name }) => name).toSorted()).toEqual(['jobTitle', 'location'])
    expect(conflict.kept).toEqual([])
  }
  const unknown = { ...stale.current, id: 2_147_483_647 }
  const { message, conflict } = await conflictOf(new StaleVersion(unknown), sentFrom(user))
  expect(message).toBe('Somebody changed this person while you were editing. Choose which version to keep.')
  expect(conflict).toMatchObject({ who: 'somebody else', kept: [] })
  expect(conflict.time).toBeUndefined()
})

test('the choices have the shape of the form of the settings', async () => {
  const values = {
    publicView: true,
    searchEngines: false,
    organisation: 'Navy',
    corsOrigins: '',
    homeCountry: 'GB',
    timeZone: '',
    ssoAdmits: 'linked',
    ssoOnly: false,
    adminsNeedSecondFactor: false,
    mailedLinks: false,
    securityContact: '',
    securityPolicy: '',
  }
  const stale = new StaleVersion({ noun: 'settings', id: 1, version: 1, values })
  const yours = {
    version: 1,
    view: 'accounts',
    organisation: 'Navy',
    corsOrigins: '',
    homeCountry: 'KE',
    timeZone: '',
    ssoAdmits: 'linked',
    mailedLinks: false,
    waysIn: 'both',
  }
  const { choices, theirs } = (await conflictOf(stale, yours)).conflict
  expect(theirs).toEqual({ view: 'anyone', homeCountry: 'GB' })
  expect(choices).toMatchObject([
    { yours: 'Only people who sign in', theirs: 'Anyone' },
    { label: 'Home country', yours: 'Kenya', theirs: 'United Kingdom' },
  ])
})

test('the name of a team that only somebody else changed is kept', async () => {
  const team = await transaction(db, (trx) => createTeam(trx, { name: `Team ${randomUUID()}` }, grace))
  const name = `Fleet ${randomUUID()}`
  await transaction(db, (trx) => changeTeam(trx, team, { name }, grace))
  const stale = new StaleVersion({ noun: 'team', id: team.id, version: 2, values: { name } })
  const { message, conflict } = await conflictOf(stale, { ...team, version: 1 })
  expect(message).toBe(
    'Grace changed this team just now, while you were editing. There is nothing to choose. Press Save team again.',
  )
  expect(conflict).toMatchObject({ yours: { name }, kept: [`Kept from Grace: Name: ${name}`] })
})

test('a confirmed step has the present name of the team, and says that nothing was done', async () => {
  const team = new StaleVersion({ noun: 'team', id: 2_147_483_647, version: 2, values: { name: 'Navy' } })
  expect(await conflictOf(team, { id: 1, version: 1 })).toMatchObject({
    message: 'Somebody changed this team after you opened this page, so nothing was done yet.',
    conflict: { now: 'Its name is now Navy.' },
  })
})

// No account has this id.
const gone: Actor = { id: 2_147_483_647, name: 'Ben', role: 'editor' }

function sentFrom(user: User) {
  return { ...snapshot(user), version: user.version } as Record<string, unknown>
}

/** Saves a change, and returns the refusal of a form that did not know of it. */
async function changed(user: User, values: Partial<UserValues>, { version = 1, actor = grace } = {}) {
  const theirs = { ...snapshot(user), ...values }
  await transaction(db, (trx) => update(trx, { id: user.id, version }, theirs, actor))
  const stale = new StaleVersion({ noun: 'user', id: user.id, version: version + 1, values: theirs })
  return { stale, theirs: theirs as Record<string, unknown> }
}

function pick(values: Record<string, unknown>, names: string[]) {
  return Object.fromEntries(names.map((name) => [name, values[name]]))
}
