import { expect, test } from 'vitest'
import { securityText } from './security-text.ts'

const contact = 'mailto:security@example.org'

test('all fields of RFC 9116 that are known are in it, and it expires in less than a year', () => {
  const known = { contact, policy: 'https://example.org/policy', publicUrl: 'https://people.example.org' }
  expect(securityText(known, new Date('2026-11-29T23:59:59Z'))).toBe(
    [
      'Contact: mailto:security@example.org',
      'Expires: 2027-05-28T00:00:00Z',
      'Preferred-Languages: en',
      'Canonical: https://people.example.org/.well-known/security.txt',
      'Policy: https://example.org/policy',
      '',
    ].join('\n'),
  )
})

test('it is the same all day, and what is not set is left out', () => {
  const [early, late] = ['00:00:00', '23:59:59'].map((time) =>
    securityText({ contact, policy: '', publicUrl: undefined }, new Date(`2026-11-29T${time}Z`)),
  )
  expect(early).toBe(late)
  expect(early).not.toMatch(/Canonical|Policy/)
})
