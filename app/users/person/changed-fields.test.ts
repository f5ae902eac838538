import { expect, test } from 'vitest'
import { blankUser, type UserValues } from '#db/users/values.ts'
import { changedFields } from './changed-fields.ts'

const alice: UserValues = {
  ...blankUser,
  name: 'Alice',
  jobTitle: 'Office manager',
  links: [{ label: 'Blog', url: 'https://example.com' }],
}

const teams = { 1: 'Finance', 2: 'Library' }

test('two states that say the same differ in nothing', () => {
  expect(changedFields(alice, { ...alice }, teams)).toEqual([])
  // The database keeps the keys of an object in an order of its own.
  expect(
    changedFields(alice, { ...alice, links: [{ url: 'https://example.com', label: 'Blog' }] }, teams),
  ).toEqual([])
})

test('what differs is told in the order of the form, as text to show', () => {
  const changed = {
    ...alice,
    listed: false,
    status: 'inactive',
    links: [
      { label: '', url: 'https://a.example' },
      { label: 'B', url: 'https://b.example' },
    ],
    phone: '020',
    name: 'Alice Baker',
  }
  expect(changedFields(alice, changed, teams)).toEqual([
    { name: 'name', label: 'Full name', before: 'Alice', after: 'Alice Baker' },
    { name: 'phone', label: 'Phone', before: '', after: '020' },
    {
      name: 'links',
      label: 'Links',
      before: 'Blog: https://example.com',
      after: 'https://a.example\nB: https://b.example',
    },
    { name: 'status', label: 'Status', before: 'Active', after: 'Inactive' },
    { name: 'listed', label: 'Listed in the public view', before: 'Yes', after: 'No' },
  ])
})

test('links in another order differ', () => {
  const [one, two] = [
    { label: '', url: 'https://a.example' },
    { label: '', url: 'https://b.example' },
  ]
  expect(changedFields({ links: [one, two] }, { links: [two, one] }, teams)).toHaveLength(1)
})

test('only the fields of a user are told, and only those that the first state has', () => {
  expect(
    changedFields(
      { name: 'Alice', version: 1, phoneE164: '' } as object,
      { ...alice, version: 2 } as object,
      teams,
    ),
  ).toEqual([])
})

test('a job title that reads like a status is text', () => {
  expect(changedFields({ jobTitle: 'active' }, { jobTitle: 'Active' }, teams)).toMatchObject([
    { before: 'active', after: 'Active' },
  ])
})
