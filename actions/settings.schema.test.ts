import { expect, test } from 'vitest'
import { safeParse } from 'zod'
import { settingsForm } from './settings.schema.ts'

const origins = (corsOrigins?: string) =>
  safeParse(settingsForm, { version: '1', view: 'anyone', ...(corsOrigins !== undefined && { corsOrigins }) })

test.each([
  ['nothing', undefined, ''],
  ['white space', ' \r\n \r\n', ''],
  ['all origins', ' * ', '*'],
  ['an origin', 'https://www.example.org', 'https://www.example.org'],
  ['a slash at the end', 'https://www.example.org/', 'https://www.example.org'],
  ['capitals and the usual port', 'HTTPS://WWW.Example.org:443', 'https://www.example.org'],
  ['another port', 'http://localhost:8080', 'http://localhost:8080'],
  ['an address', 'http://[::1]:3000', 'http://[::1]:3000'],
  ['a name in another script', 'https://münchen.example', 'https://xn--mnchen-3ya.example'],
  [
    'empty lines and indents',
    'https://a.example\r\n\r\n  https://b.example\n',
    'https://a.example\nhttps://b.example',
  ],
  ['one origin twice', 'https://a.example\nhttps://A.example/', 'https://a.example'],
  ['fifty origins', lines(50), lines(50)],
])('origins may be %s', (_, typed, stored) => {
  expect(origins(typed)).toMatchObject({ success: true, data: { corsOrigins: stored } })
})

test.each([
  'www.example.org',
  'https://',
  'https:www.example.org',
  'https://www.example.org/path',
  'https://www.example.org?query',
  'https://www.example.org#part',
  'https://user:secret@www.example.org',
  'https://www.example.org:99999',
  'https://*.example.org',
  'https://a.example, https://b.example',
  'https://a.example https://b.example',
  'https://a.example\\b',
  'ftp://www.example.org',
  'file:///etc',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody typed
  'https://${host}',
  'javascript:alert(1)',
  'null',
  '**',
])('an error names the line that holds %s', (line) => {
  expect(errorOf(`https://ok.example\n\n${line}\nhttps://also-ok.example`)).toBe(
    'Line 3 must be an origin such as https://www.example.org, without a path, or * for all',
  )
})

test('"*" beside other origins is refused, because it lets all origins in', () => {
  expect(errorOf('https://www.example.org\n*')).toBe(
    'Line 2 lets the pages of all origins in. Take it out, or all other lines',
  )
})

test('the number and the length of origins are limited', () => {
  expect(errorOf(lines(51))).toBe('Enter 50 origins or fewer')
  expect(errorOf(`https://${'a'.repeat(2000)}`)).toBe('The list of origins must be 2,000 characters or fewer')
  const wide = Array.from({ length: 40 }, (_, index) => `https://${'ü'.repeat(30)}${index}.example`)
  expect(wide.join('\n').length).toBeLessThan(2000)
  expect(errorOf(wide.join('\n'))).toBe('Enter fewer origins: these are too long')
})

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `https://${index}.example`).join('\n')
}

function errorOf(typed: string): string | undefined {
  const { error } = origins(typed)
  expect(error?.issues).toHaveLength(1)
  expect(error?.issues[0]?.path).toEqual(['corsOrigins'])
  return error?.issues[0]?.message
}

test.each([
  ['', ''],
  ['security@example.org', 'mailto:security@example.org'],
  [' MAILTO:security@example.org ', 'mailto:security@example.org'],
  ['https://example.org/report', 'https://example.org/report'],
  ['HTTPS://Example.org', 'https://example.org/'],
  ['https://münchen.example/ä', 'https://xn--mnchen-3ya.example/%C3%A4'],
])('the contact for security may be %j', (typed, stored) => {
  expect(security({ securityContact: typed })).toMatchObject({ data: { securityContact: stored } })
})

test.each([
  ['securityContact', 'example.org'],
  ['securityContact', 'http://example.org'],
  ['securityContact', 'javascript:alert(1)'],
  ['securityContact', 'a@example.org, b@example.org'],
  ['securityContact', 'https://'],
  ['securityContact', `https://example.org/${'ü'.repeat(100)}`],
  ['securityPolicy', 'security@example.org'],
  ['securityPolicy', 'http://example.org'],
])('the %s may not be %j', (name, typed) => {
  const [issue] = security({ [name]: typed }).error?.issues ?? []
  expect(issue).toMatchObject({ path: [name], message: expect.stringContaining('starts with https://') })
})

function security(values: object) {
  return safeParse(settingsForm, { version: '1', view: 'anyone', ...values })
}
