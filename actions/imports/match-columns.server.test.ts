import { expect, test } from 'vitest'
import { matchColumns } from './match-columns.server.ts'

test.each([
  [
    ['Id', 'Full name', 'Known as', 'Email', 'Phone', 'Job title'],
    ['id', 'name', 'knownAs', 'email', 'phone', 'jobTitle'],
  ],
  [
    ['Teams', 'Location', 'About', 'Links', 'Status', 'Listed'],
    ['teams', 'location', 'about', 'links', 'status', 'listed'],
  ],
  [
    ['id', 'name', 'knownAs', 'jobTitle', 'teams', 'updatedAt'],
    ['id', 'name', 'knownAs', 'jobTitle', 'teams', 'leave'],
  ],
  [
    ['E-mail', 'Full name', 'User id'],
    ['email', 'name', 'id'],
  ],
  [
    ['EMAIL ADDRESS', 'TÉLÉPHONE', 'department', ''],
    ['email', 'phone', 'teams', 'leave'],
  ],
  [
    ['Title', 'Job title', 'Why it was refused'],
    ['leave', 'jobTitle', 'leave'],
  ],
  [
    ['ID', 'Rollcall ID', 'Pupil id'],
    ['leave', 'id', 'leave'],
  ],
  [
    ['Email', 'Email'],
    ['email', 'leave'],
  ],
])('columns are known by what they are called: %s', (head, columns) => {
  expect(matchColumns(head)).toEqual(columns)
})
