import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { StaleVersion } from '#db/errors.ts'
import { createTeam } from '#db/teams/edit.ts'
import { add, alice, db, grace } from '#db/testing/database.ts'
import { snapshot } from '#db/users/snapshot.ts'
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

test('a conflict has the values of both sides, and by default the side that changed the field', async () => {
  const team = await transaction(db, (trx) => createTeam(trx, `Team ${randomUUID()}`, grace))
  const user = await add(alice({ jobTitle: 'Clerk', location: 'Leeds', teams: [] }))
  const theirs = { ...snapshot(user), jobTitle: 'Manager', teams: [team.id] }
  const stale = new StaleVersion({ noun: 'user', id: user.id, version: 2, values: theirs })
  const yours = { ...snapshot(user), version: user.version, location: '', teams: [2_147_483_647] }
  expect(await conflictOf(stale, yours)).toEqual({
    version: 2,
    yours,
    theirs: { jobTitle: 'Manager', teams: [team.id], location: 'Leeds' },
    choices: [
      { name: 'jobTitle', label: 'Job title', yours: 'Clerk', theirs: 'Manager', first: 'theirs' },
      { name: 'teams', label: 'Teams', yours: 'a team that was deleted', theirs: team.name, first: 'yours' },
      { name: 'location', label: 'Location', yours: '', theirs: 'Leeds', first: 'yours' },
    ],
    changes: [
      { name: 'jobTitle', label: 'Job title', before: 'Clerk', after: 'Manager' },
      { name: 'teams', label: 'Teams', before: '', after: team.name },
    ],
  })
})

test('settings in a conflict have the shape of their form', async () => {
  const values = { publicView: true, organisation: 'Navy', corsOrigins: '' }
  const stale = new StaleVersion({ noun: 'settings', id: 1, version: 2, values })
  const yours = { version: 1, view: 'accounts', organisation: 'Navy', corsOrigins: '' }
  const { choices, theirs } = await conflictOf(stale, yours)
  expect(theirs).toEqual({ view: 'anyone' })
  expect(choices).toMatchObject([{ yours: 'Only people who sign in', theirs: 'Anyone', first: 'yours' }])
})

test('a conflict of a confirmed step has the present name of the team', async () => {
  const team = new StaleVersion({ noun: 'team', id: 1, version: 2, values: { name: 'Navy' } })
  expect(await conflictOf(team, { id: 1, version: 1 })).toMatchObject({ now: 'Its name is now Navy.' })
})
