import { expect, test } from 'vitest'
import { blankUser, type UserValues } from '#db/users/values.ts'
import { userDifferences } from './differences.server.ts'

const alice: UserValues = {
  ...blankUser,
  name: 'Alice',
  jobTitle: 'Office manager',
  links: [{ label: 'Blog', url: 'https://example.com' }],
}

test('equal states have no differences', async () => {
  expect(await userDifferences(alice, { ...alice })).toEqual([])
  // The database returns the keys of an object in its own order.
  expect(
    await userDifferences(alice, { ...alice, links: [{ url: 'https://example.com', label: 'Blog' }] }),
  ).toEqual([])
})

test('differences are texts in the order of the form', async () => {
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
  expect(await userDifferences(alice, changed)).toEqual([
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

test('links in another order differ', async () => {
  const [one, two] = [
    { label: '', url: 'https://a.example' },
    { label: '', url: 'https://b.example' },
  ]
  expect(await userDifferences({ links: [one, two] }, { links: [two, one] })).toHaveLength(1)
})

test('only fields of a user that the first state has are compared', async () => {
  expect(
    await userDifferences({ name: 'Alice', version: 1, phoneE164: '' }, { ...alice, version: 2 }),
  ).toEqual([])
})

test('a number that is dialled in another way is a difference, unless its text differs', async () => {
  const [before, after] = [
    { phone: '020 7946 0018', phoneE164: '' },
    { phone: '020 7946 0018', phoneE164: '+442079460018' },
  ]
  expect(await userDifferences(before, after)).toEqual([
    { name: 'phoneE164', label: 'Phone, as it is dialled', before: '', after: '+442079460018' },
  ])
  expect(await userDifferences({ ...before, phone: '' }, after)).toMatchObject([{ name: 'phone' }])
})

test('a job title that reads like a status is text', async () => {
  expect(await userDifferences({ jobTitle: 'active' }, { jobTitle: 'Active' })).toMatchObject([
    { before: 'active', after: 'Active' },
  ])
})
