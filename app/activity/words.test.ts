import { expect, test } from 'vitest'
import type { ShownDeed } from '#db/audit/timeline.ts'
import { visibleFields } from '#db/policy.ts'
import { toSnapshot } from '#db/users/snapshot.ts'
import { blankUser, type UserValues } from '#db/users/values.ts'
import { sentenceOf, textOf } from './words.ts'

const teams = new Map([
  [1, 'Physics'],
  [2, 'Chess'],
])
const state = (values: Partial<UserValues> = {}, country = '') =>
  toSnapshot({ ...blankUser, ...values }, country)

function told(deed: Partial<ShownDeed>, level: 'directory' | 'account' = 'account') {
  const whole = {
    people: 1,
    name: 'Alice Two',
    fileName: '',
    origin: 'form',
    before: null,
    after: null,
    ...deed,
  }
  return textOf(sentenceOf(whole as ShownDeed, { teams, fields: visibleFields(level) }))
}

const changed = (after: Partial<UserValues>, before: Partial<UserValues> = {}): Partial<ShownDeed> => ({
  verb: 'update',
  before: state(before),
  after: state(after),
})

const deeds: [string, Partial<ShownDeed>][] = [
  ['added Alice Two', { verb: 'create' }],
  ['moved Alice Two to the trash', { verb: 'trash' }],
  ['restored Alice Two from the trash', { verb: 'restore' }],
  ['restored an earlier version of Alice Two', { verb: 'revert' }],
  ['erased a person', { verb: 'erase', name: null }],
  ['added a person who was erased', { verb: 'create', name: null }],
  ['imported good.csv: 1,300 people', { verb: 'import', people: 1300, fileName: 'good.csv' }],
  ['imported Alice Two', { verb: 'import' }],
  ['undid a change of 75 people', { verb: 'undo', people: 75 }],
  ["changed Alice Two's phone", changed({ phone: '+44 20 7946 0018' })],
  ["changed Alice Two's phone and location", changed({ phone: '1', location: 'Oslo' })],
  ['changed 4 fields of Alice Two', changed({ phone: '1', location: 'Oslo', knownAs: 'A', jobTitle: 'B' })],
  ['deactivated Alice Two', changed({ status: 'inactive' })],
  ['activated 75 people', { ...changed({}, { status: 'inactive' }), people: 75, origin: 'bulk' }],
  ['added 75 people to Physics', { ...changed({ teams: [1] }), people: 75, origin: 'bulk' }],
  ['removed Alice Two from Chess', changed({ teams: [1] }, { teams: [1, 2] })],
  ['removed 9 people from a team that was deleted', { ...changed({}, { teams: [3] }), people: 9 }],
  ['changed the teams of 9 people', { ...changed({ teams: [1] }, { teams: [3] }), people: 9 }],
  [
    "changed Alice Two's phone",
    {
      verb: 'update',
      before: state({ phone: '020 7946 0018' }),
      after: state({ phone: '020 7946 0018' }, 'GB'),
    },
  ],
  ['changed 75 people', { ...changed({ status: 'inactive' }), people: 75, origin: null }],
  ['changed Alice Two', { verb: 'update' }],
]

test.each(deeds)('%s', (words, deed) => {
  expect(told(deed)).toBe(words)
})

test('fields that the reader may not see are not named', () => {
  expect(told(changed({ phone: '1', location: 'Oslo' }), 'directory')).toBe("changed Alice Two's location")
  expect(told(changed({ phone: '1' }), 'directory')).toBe('changed Alice Two')
})
