import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test.each([
  ['Alice', 'A'],
  ['alice mary baker', 'AB'],
  ['  Alice \u00a0 Baker ', 'AB'],
  ['Anne-Marie', 'AM'],
  ["O'Malley", 'O'],
  ['(Bob) Smith', 'BS'],
  ['Łucja Żak', 'ŁŻ'],
  ['Αλέξης Ünal', 'ΑÜ'],
  ['Дмитрий Петров', 'ДП'],
  ['美咲', '美'],
  ['美咲 佐藤', '美佐'],
  ['علی رضایی', 'عر'],
  ['नीति शर्मा', 'नीश'],
  ['Zoe\u0308 E\u0301va', 'ZE\u0301'],
  ['\u{10400}\u{10428}', '\u{10400}'],
  ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
  ['42', '4'],
  ['—', '—'],
  ['--', ''],
  ['', ''],
])('the initials of %j are %j', (name, letters) => {
  expect(initialsOf(name)).toBe(letters)
})
