import { describe, expect, test } from 'vitest'
import { carried, email, text } from './fields.schema.ts'

const line = text({ called: 'Name', max: 10 })
const needed = text({ called: 'Name', max: 10, missing: 'Enter a name' })
const paragraphs = text({ called: 'About', max: 1000, paragraphs: true })

const words = (schema: typeof line, typed: unknown) =>
  schema.safeParse(typed).error?.issues.map(({ message }) => message)

describe('text is trimmed of characters that show nothing', () => {
  test.each([
    ['a space', ' '],
    ['a line feed', '\n'],
    ['a tab', '\t'],
    ['a no-break space', '\u00a0'],
    ['an ideographic space', '\u3000'],
    ['a line separator', '\u2028'],
    ['a zero-width space', '\u200b'],
    ['a zero-width joiner', '\u200d'],
    ['a word joiner', '\u2060'],
    ['a soft hyphen', '\u00ad'],
    ['a byte-order mark', '\ufeff'],
    ['a left-to-right mark', '\u200e'],
    ['an Arabic letter mark', '\u061c'],
    ['an embedding', '\u202a'],
    ['an isolate', '\u2068'],
    ['the end of an isolate', '\u2069'],
  ])('%s', (_, character) => {
    expect(line.parse(`${character} ${character}Alice${character}${character} `)).toBe('Alice')
    expect(words(needed, character.repeat(3))).toEqual(['Enter a name'])
  })

  test('invisible characters inside the text are removed, except joiners in emoji and some scripts', () => {
    expect(line.parse('a\u00adb\u200bc\u200e\u200dd')).toBe('abcd')
    expect(paragraphs.parse('a\u00adb\u200b\nc')).toBe('ab\nc')
    expect(line.parse('👩\u200d👧 ❤\ufe0f')).toBe('👩\u200d👧 ❤\ufe0f')
    expect(line.parse('می\u200cخواهم')).toBe('می\u200cخواهم')
  })

  test('trimming takes linear time', { timeout: 60_000 }, () => {
    expect(words(paragraphs, `a${' '.repeat(100_000)}b`)).toEqual(['About must be 1,000 characters or fewer'])
    expect(line.parse(`a${' '.repeat(100_000)}b`)).toBe('a b')
    expect(line.parse(`a${'\u200d\u00ad'.repeat(100_000)}b`)).toBe('ab')
  })
})

test('text is in normal form C', () => {
  expect(line.parse('Zoe\u0308')).toBe('Zoë')
  expect(line.parse('\u212b')).toBe('Å')
})

test('an empty field is the empty text, or its error', () => {
  expect([line.parse(undefined), line.parse('')]).toEqual(['', ''])
  expect([words(needed, undefined), words(needed, '')]).toEqual([['Enter a name'], ['Enter a name']])
})

test('line breaks become line feeds', () => {
  expect(paragraphs.parse('one\r\ntwo\rthree\n\n\tfour')).toBe('one\ntwo\nthree\n\n\tfour')
})

test.each(['\0', '\u0007', '\b', '\u001b', '\u007f', '\u0085', '\u009f', '\ud83d', '\ude00'])(
  'the character %j is refused',
  (character) => {
    expect(words(line, `a${character}b`)).toEqual(['Name must not contain control characters'])
    expect(words(paragraphs, `a${character}b`)).toEqual(['About must not contain control characters'])
  },
)

test.each(['\n', '\t', '\r\n', '\v', '\f', '\u00a0', '\u2028', '   '])(
  'in one line %j becomes a space',
  (typed) => {
    expect(line.parse(`a${typed}b`)).toBe('a b')
  },
)

test.each([
  ['Alice <alice@example.com>', 'alice@example.com'],
  ['"Ito, Alice" <alice@example.com>,', 'alice@example.com'],
  ['<alice@example.com>', 'alice@example.com'],
  ['MAILTO:alice@example.com', 'alice@example.com'],
  ['alice@example.com.', 'alice@example.com'],
  ["'alice@example.com' ;", 'alice@example.com'],
  ['al\u200bice@example.com', 'alice@example.com'],
  ["o'brien+news@example.com", "o'brien+news@example.com"],
])('the email in %j is %j', (typed, address) => {
  expect(email().parse(typed)).toBe(address)
})

test.each([
  'alice..ito@example.com',
  'alice@example..com',
  'alice@.example.com',
  '<alice>',
  'alice@',
  '@example.com',
])('%j is no email', (typed) => {
  expect(words(email(), typed)).toEqual([
    'Enter an email address in the correct format, like name@example.com',
  ])
})

test('two emails are not one', () => {
  for (const typed of ['a@example.com; b@example.org', 'a@example.com,b@example.org', 'a@b.cd e@f.gh'])
    expect(words(email(), typed)).toEqual(['Enter one email address'])
})

test.each([
  ['letters', 'a'],
  ['characters beyond the first plane', '😀'],
  ['letters with a mark that normal form C merges', 'e\u0301'],
])('ten %s fit into ten, eleven do not', (_, character) => {
  expect(words(line, character.repeat(10))).toBeUndefined()
  expect(words(line, character.repeat(11))).toEqual(['Name must be 10 characters or fewer'])
})

test('a character that normal form C splits counts as its parts', () => {
  expect('\u0958'.normalize('NFC')).toHaveLength(2)
  expect(words(line, '\u0958'.repeat(5))).toBeUndefined()
  expect(words(line, '\u0958'.repeat(6))).toEqual(['Name must be 10 characters or fewer'])
})

test('a limit is written with a thousands separator', () => {
  expect(words(paragraphs, 'a'.repeat(1001))).toEqual(['About must be 1,000 characters or fewer'])
})

test('other types are not text', () => {
  for (const value of [1, true, null, [], ['a', 'b'], {}, new File(['Alice'], 'alice.txt')])
    expect(words(line, value)).toEqual(['Name must be text'])
})

test('an id or version is a whole number that fits the database', () => {
  expect([carried().parse('1'), carried().parse('2147483647')]).toEqual([1, 2_147_483_647])
  const wrong = ['', '0', '-1', '+1', '01', '1.5', '1e3', ' 1', '2147483648', '٣', undefined, {}, ['1']]
  for (const value of wrong) expect(carried().safeParse(value).success, String(value)).toBe(false)
})

test('a long run of marks and unreadable text are refused at once', { timeout: 60_000 }, () => {
  const field = text({ called: 'Name', max: 200 })
  const marks = `a${'\u0301'.repeat(100_000)}${'\u0316'.repeat(100_000)}`
  expect(field.safeParse(marks).error?.issues[0]?.message).toBe('Name must be 200 characters or fewer')
  expect(field.safeParse('e\u0323\u0302\u0301'.repeat(60)).success).toBe(true)
  expect(field.safeParse('A\ufffdB').error?.issues[0]?.message).toMatch(/could not be read/)
})
