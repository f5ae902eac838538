import { describe, expect, test } from 'vitest'
import { type Entries, submit } from './submission-under-test.ts'
import { editUserForm, userForm } from './users.schema.ts'

const alice: Entries = [
  ['name', 'Alice'],
  ['email', 'alice@example.com'],
  ['status', 'active'],
]
const file = new File(['Alice'], 'alice.txt')

test('a form that is filled in gives its values', () => {
  const { values } = submit(userForm, [
    ['$ACTION_REF_1', ''],
    ['name', '  Alice Baker '],
    ['knownAs', 'Ali'],
    ['email', ' Alice@Example.com'],
    ['phone', '+44 20 7946 0018'],
    ['jobTitle', ''],
    ['location', '\u200b'],
    ['about', ' Keys.\r\nParking. '],
    ['links[0].label', ' Blog '],
    ['links[0].url', ' https://example.com/alice '],
    ['status', 'inactive'],
    ['listed', 'on'],
  ])
  expect(values).toEqual({
    name: 'Alice Baker',
    knownAs: 'Ali',
    email: 'Alice@Example.com',
    phone: '+44 20 7946 0018',
    jobTitle: '',
    location: '',
    about: 'Keys.\nParking.',
    links: [{ label: 'Blog', url: 'https://example.com/alice' }],
    status: 'inactive',
    listed: true,
  })
})

test('a form that was left empty names what has to be entered', () => {
  expect(submit(userForm, [['name', ' ']]).errors).toEqual({
    name: ['Enter a name'],
    email: ['Enter an e-mail'],
    status: ['Choose a status'],
  })
})

test('a box without a tick says no', () => {
  expect(submit(userForm, alice).values).toMatchObject({ listed: false, links: [] })
})

test.each([
  'alice',
  'alice@',
  '@example.com',
  'a b@example.com',
  'alice@example.com, bob@example.com',
  'a@b@c',
])('the e-mail %j is refused', (email) => {
  expect(withField('email', email).errors).toEqual({
    email: ['Enter an e-mail in the correct format, like name@example.com'],
  })
})

test.each(['alice@example.com', 'zoë@例え.jp', "o'malley+rollcall@sub.example.com", 'root@localhost'])(
  'the e-mail %j is taken as it is',
  (email) => {
    expect(withField('email', email).values).toMatchObject({ email })
  },
)

test('a phone number has a digit, of any script', () => {
  expect(withField('phone', '٠٢٠ ٧٩٤٦').values).toMatchObject({ phone: '٠٢٠ ٧٩٤٦' })
  expect(withField('phone', 'ask Bob').errors).toEqual({
    phone: ['Enter a phone number, like +44 20 7946 0018'],
  })
})

describe('links', () => {
  test('rows left empty are dropped wherever they stand', () => {
    const { values } = withLinks(
      ['', ''],
      ['Blog', 'https://example.com'],
      [' ', '\u200b'],
      ['', 'http://b.example'],
    )
    expect(values?.links).toEqual([
      { label: 'Blog', url: 'https://example.com' },
      { label: '', url: 'http://b.example' },
    ])
  })

  test('rows left empty do not count towards the most', () => {
    const ten = Array.from({ length: 10 }, (_, n) => ['', `https://example.com/${n}`] as const)
    expect(withLinks(['', ''], ...ten, ['', '']).values?.links).toHaveLength(10)
    expect(withLinks(...ten, ['', 'https://example.com/10']).errors).toEqual({
      links: ['Links must be 10 or fewer'],
    })
  })

  test('a label without an address is refused in the row where it was typed', () => {
    const { errors } = withLinks(['', ''], ['', 'https://example.com'], ['', ''], ['Blog', ' '])
    expect(errors).toEqual({ 'links[3].url': ['Enter a link address'] })
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\u00adscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'ftp://example.com',
    'mailto:alice@example.com',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'example.com',
    '//example.com',
    '/users/1',
    'https://',
    'https://exa mple.com',
    'https:example.com',
    'http:\\\\example.com',
  ])('the address %j is refused', (url) => {
    expect(withLinks(['', url]).errors).toEqual({
      'links[0].url': ['Enter a link address that starts with https:// or http://'],
    })
  })

  test.each([
    'https://example.com',
    'HTTP://EXAMPLE.COM:8080/ü?q=1#top',
    'https://例え.jp/',
    'http://[::1]/',
  ])('the address %j is taken as it is', (url) => {
    expect(withLinks(['', url]).values?.links).toEqual([{ label: '', url }])
  })
})

describe('what no page of ours sends is refused in the words of the field', () => {
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
      'two e-mails',
      [
        ['email', 'a@b'],
        ['email', 'c@d'],
      ],
      { email: notText('E-mail') },
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
    ['a tick that is none', [['listed', 'off']], { listed: ['Choose whether the user is listed'] }],
  ])('%s', (_, entries, errors) => {
    const names = entries.map(([name]) => name.replace(/[.[].*/, ''))
    const rest = alice.filter(([name]) => !names.includes(name))
    expect(submit(userForm, [...rest, ...entries]).errors).toEqual(errors)
  })
})

test('no message says invalid, please or required', () => {
  const values = [
    '',
    ' ',
    '-1',
    '1.5',
    '1e400',
    'x',
    '\0',
    'x'.repeat(3000),
    'javascript:x',
    'off',
    '٣',
    file,
  ]
  const fields = [
    ...Object.keys(editUserForm.shape),
    'links[0]',
    'links[0].label',
    'links[0].url',
    'take.name',
  ]
  const names = fields.flatMap((field) => [field, `${field}.x`, `${field}[1]`])
  const messages = new Set(
    names.flatMap((name) =>
      values.flatMap((value) => [
        ...Object.values(submit(editUserForm, [[name, value]]).errors).flat(),
        ...Object.values(
          submit(editUserForm, [
            [name, value],
            [name, value],
          ]).errors,
        ).flat(),
      ]),
    ),
  )
  expect(messages.size).toBeGreaterThan(15)
  expect([...messages].filter((message) => /invalid|please|required/i.test(message))).toEqual([])
})

test('an edit says which user and version it is about, as whole numbers', () => {
  const target = (id: string, version: string) =>
    submit(editUserForm, [...alice, ['id', id], ['version', version]])
  expect(target('12', '3').values).toMatchObject({ id: 12, version: 3 })
  for (const wrong of ['', '0', '-1', '1.5', '2147483648', 'x', 'Infinity'])
    expect(Object.keys(target(wrong, wrong).errors), wrong).toEqual(['id', 'version'])
})

test('a conflict page answers yours or theirs, for fields that a user has', () => {
  const take = (name: string, value: string) =>
    submit(editUserForm, [...alice, ['id', '12'], ['version', '3'], [name, value]])
  expect(take('take.phone', 'theirs').values?.take).toEqual({ phone: 'theirs' })
  for (const [name, value] of [
    ['take.phone', 'ours'],
    ['take.version', 'theirs'],
    ['take', 'theirs'],
  ] as const)
    expect(take(name, value).values, name).toBeUndefined()
})

function withField(field: string, value: string) {
  return submit(userForm, [...alice.filter(([name]) => name !== field), [field, value]])
}

function withLinks(...rows: (readonly [label: string, url: string])[]) {
  const fields = rows.flatMap(([label, url], n) => [
    [`links[${n}].label`, label] as const,
    [`links[${n}].url`, url] as const,
  ])
  return submit(userForm, [...alice, ...fields])
}
