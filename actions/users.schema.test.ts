import { expect, test } from 'vitest'
import { blankUser } from '#db/users/values.ts'
import { type Entries, submit } from './form/submission-under-test.ts'
import { editUserForm } from './user-targets.schema.ts'
import { userForm } from './users.schema.ts'

const alice: Entries = [
  ['name', 'Alice'],
  ['email', 'alice@example.com'],
  ['status', 'active'],
]

test('a complete form gives its values', () => {
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
    ['teams', '3'],
    ['teams', '1'],
  ])
  expect(values).toEqual({
    ...blankUser,
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
    teams: [3, 1],
  })
})

test('an empty form names the required fields', () => {
  expect(submit(userForm, [['name', ' ']]).errors).toEqual({
    name: ['Enter a name'],
    status: ['Choose a status'],
  })
})

test('an unticked box means no', () => {
  expect(submit(userForm, alice).values).toMatchObject({ listed: false, links: [] })
})

test.each(['alice', 'alice@', '@example.com', 'a b@example.com', 'a@b@c'])(
  'the email %j is refused',
  (email) => {
    expect(withField('email', email).errors).toEqual({
      email: ['Enter an email address in the correct format, like name@example.com'],
    })
  },
)

test.each(['alice@example.com', 'zoë@例え.jp', "o'malley+rollcall@sub.example.com", 'root@localhost'])(
  'the email %j is accepted unchanged',
  (email) => {
    expect(withField('email', email).values).toMatchObject({ email })
  },
)

test('a phone number has a digit, of any script', () => {
  expect(withField('phone', '٠٢٠ ٧٩٤٦').values).toMatchObject({ phone: '٠٢٠ ٧٩٤٦' })
  expect(withField('phone', '4.42079E+11').errors).toEqual({
    phone: ['A spreadsheet cut this number short. Enter all of it'],
  })
  expect(withField('phone', 'ask Bob').errors).toEqual({
    phone: ['Enter a phone number, like +44 20 7946 0018'],
  })
})

test('an edit has the id and the version of its user, as whole numbers', () => {
  const target = (id: string, version: string) =>
    submit(editUserForm, [...alice, ['id', id], ['version', version]])
  expect(target('12', '3').values).toMatchObject({ id: 12, version: 3 })
  for (const wrong of ['', '0', '-1', '1.5', '2147483648', 'x', 'Infinity'])
    expect(Object.keys(target(wrong, wrong).errors), wrong).toEqual(['id', 'version'])
})

function withField(field: string, value: string) {
  return submit(userForm, [...alice.filter(([name]) => name !== field), [field, value]])
}
