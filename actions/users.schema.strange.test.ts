import { describe, expect, test } from 'vitest'
import { type Entries, submit } from './form/submission-under-test.ts'
import { editUserForm } from './user-targets.schema.ts'
import { userForm } from './users.schema.ts'

const alice: Entries = [
  ['name', 'Alice'],
  ['email', 'alice@example.com'],
  ['status', 'active'],
]
const file = new File(['Alice'], 'alice.txt')

describe('values that none of our pages sends are refused in the words of the field', () => {
  const notText = (called: string) => [`${called} must be text`]
  const notALink = ['A link is an address, with or without a label']

  test.each<[string, Entries, Record<string, string[]>]>([
    [
      'a name twice',
      [
        ['name', 'Bob'],
        ['name', 'Bob'],
      ],
      { name: notText('Name') },
    ],
    ['a name with parts', [['name.first', 'Bob']], { name: notText('Name') }],
    ['a list of names', [['name[5]', 'Bob']], { name: notText('Name') }],
    ['a file as a name', [['name', file]], { name: notText('Name') }],
    [
      'two emails',
      [
        ['email', 'a@b'],
        ['email', 'c@d'],
      ],
      { email: notText('Email') },
    ],
    ['a file as text about', [['about', file]], { about: notText('About') }],
    ['a phone with parts', [['phone.area', '020']], { phone: notText('Phone') }],
    ['links as text', [['links', 'https://example.com']], { links: notALink }],
    ['a link as text', [['links[1]', 'https://example.com']], { 'links[1]': notALink }],
    [
      'two labels',
      [
        ['links[0].label', 'a'],
        ['links[0].label', 'b'],
      ],
      { 'links[0].label': notText('Link label') },
    ],
    ['a file as an address', [['links[2].url', file]], { 'links[2].url': notText('Link address') }],
    ['a status of its own', [['status', 'boss']], { status: ['Choose a status'] }],
    [
      'two statuses',
      [
        ['status', 'active'],
        ['status', 'active'],
      ],
      { status: ['Choose a status'] },
    ],
    ['a tick that is none', [['listed', 'off']], { listed: ['Choose whether the person is listed'] }],
  ])('%s', (_, entries, errors) => {
    const names = entries.map(([name]) => name.replace(/[.[].*/, ''))
    const rest = alice.filter(([name]) => !names.includes(name))
    expect(submit(userForm, [...rest, ...entries]).errors).toEqual(errors)
  })
})

test('no message says invalid, please or required', () => {
  const long = 'x'.repeat(3000)
  const values = ['', ' ', '-1', '1.5', '1e400', 'x', '\0', long, 'javascript:x', 'off', '٣', file]
  const inner = ['links[0]', 'links[0].label', 'links[0].url', 'take.name']
  const names = [...Object.keys(editUserForm.shape), ...inner].flatMap((name) => [
    name,
    `${name}.x`,
    `${name}[1]`,
  ])
  const entries = names.flatMap((name) => values.map((value) => [name, value] as const))
  const messages = new Set(
    entries
      .flatMap((entry) => [submit(editUserForm, [entry]), submit(editUserForm, [entry, entry])])
      .flatMap(({ errors }) => Object.values(errors).flat()),
  )
  expect(messages.size).toBeGreaterThan(15)
  expect([...messages].filter((message) => /invalid|please|required/i.test(message))).toEqual([])
})
