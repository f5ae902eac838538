import { expect, test } from 'vitest'
import { settleConflict } from './conflict.server.ts'

test('a form without choices stays as it was typed', () => {
  expect(settleConflict({ name: 'Ada', about: '' })).toEqual({ name: 'Ada', about: '' })
})

test('each field is as its choice says, and the choices are gone', () => {
  const settled = settleConflict({
    name: 'Ada',
    jobTitle: 'Countess',
    location: 'London',
    take: { jobTitle: 'theirs', location: 'yours' },
    theirs: { jobTitle: 'Professor', location: 'Paris' },
  })
  expect(settled).toEqual({ name: 'Ada', jobTitle: 'Professor', location: 'London' })
})

test('theirs may be nothing: a list without rows, a box without a tick', () => {
  const settled = settleConflict({
    listed: 'on',
    links: [{ url: 'https://example.com' }],
    take: { listed: 'theirs', links: 'theirs' },
  })
  expect(settled).toEqual({ listed: undefined, links: undefined })
})

test('choices of another kind choose nothing', () => {
  for (const take of ['theirs', ['theirs'], { name: 'ours' }, { name: ['theirs', 'theirs'] }])
    expect(settleConflict({ name: 'Ada', take, theirs: { name: 'Bob' } })).toEqual({ name: 'Ada' })
})
