import { expect, test } from 'vitest'
import type { Level } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { toUserJson, userJson } from './user-json.ts'

const alice: User = {
  id: 12,
  name: 'Alice Baker',
  knownAs: 'Ali',
  email: 'alice@example.com',
  phone: '+44 20 7946 0018',
  phoneE164: '+442079460018',
  jobTitle: 'Office manager',
  location: 'Lisbon',
  about: 'Keys.\nParking.',
  links: [
    { label: 'Blog', url: 'https://example.com' },
    { label: '', url: 'https://b.example' },
  ],
  status: 'active',
  listed: true,
  version: 3,
  createdAt: new Date('2026-05-04T03:02:01.234Z'),
  updatedAt: new Date('2026-05-05T03:02:01.000Z'),
  trashedAt: null,
}

const forAnybody = {
  id: 12,
  name: 'Alice Baker',
  knownAs: 'Ali',
  jobTitle: 'Office manager',
  about: 'Keys.\nParking.',
  links: [{ label: 'Blog', url: 'https://example.com' }, { url: 'https://b.example' }],
}
const forTheDirectory = {
  ...forAnybody,
  location: 'Lisbon',
  status: 'active',
  createdAt: '2026-05-04T03:02:01.234Z',
  updatedAt: '2026-05-05T03:02:01.000Z',
}
const forContact = { ...forTheDirectory, email: 'alice@example.com', phone: '+44 20 7946 0018' }

test.each<[Level, object]>([
  ['public', forAnybody],
  ['directory', forTheDirectory],
  ['contact', forContact],
])('the level %s sees these fields and nothing beyond', (level, json) => {
  expect(toUserJson(alice, level)).toStrictEqual(json)
  expect(userJson.strict().parse(toUserJson(alice, level))).toStrictEqual(json)
})

test('what is not set is absent, never null or empty', () => {
  const unset = { knownAs: '', phone: '', phoneE164: '', jobTitle: '', location: '', about: '', links: [] }
  expect(toUserJson({ ...alice, ...unset }, 'contact')).toStrictEqual({
    id: 12,
    name: 'Alice Baker',
    status: 'active',
    createdAt: '2026-05-04T03:02:01.234Z',
    updatedAt: '2026-05-05T03:02:01.000Z',
    email: 'alice@example.com',
  })
})
