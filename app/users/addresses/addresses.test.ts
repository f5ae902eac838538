import { expect, test } from 'vitest'
import { addressText, mailLinks } from './addresses.ts'

test('addresses are written as mail programs read them', () => {
  const people = [
    { name: 'Ada King', email: 'ada@example.com' },
    { name: 'Berg, Jan "JJ"', email: 'jan@example.com' },
    { name: '山田 太郎', email: 'taro@example.com' },
  ]
  const all = [
    'Ada King <ada@example.com>',
    '"Berg, Jan \\"JJ\\"" <jan@example.com>',
    '山田 太郎 <taro@example.com>',
  ]
  expect(addressText(people, 'comma')).toBe(all.join(', '))
  expect(addressText(people, 'semicolon')).toBe(all.join('; '))
  expect(addressText([], 'comma')).toBe('')
})

test('links to write to everybody are short enough, and leave nobody out', () => {
  const people = Array.from({ length: 500 }, (_, index) => ({
    name: '',
    email: `person+${index}@bücher.example`,
  }))
  const links = mailLinks(people)
  expect(links.length).toBeGreaterThan(5)
  for (const { href } of links) expect(href.length).toBeLessThanOrEqual(1_900)
  const written = links.flatMap(({ href }) =>
    href.replace('mailto:?bcc=', '').split(',').map(decodeURIComponent),
  )
  expect(written).toEqual(people.map(({ email }) => email))
  expect(links.map(({ from }) => from)).toEqual([1, ...links.slice(0, -1).map(({ to }) => to + 1)])
  expect(links.at(-1)?.to).toBe(500)
  expect(mailLinks([{ name: '', email: 'a&b?c@example.com' }])[0]?.href).toBe(
    'mailto:?bcc=a%26b%3Fc@example.com',
  )
  expect(mailLinks([])).toEqual([])
})
