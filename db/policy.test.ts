import { expect, test } from 'vitest'
import { type Actor, type Level, levelOf, may, type Permission, visibleFields } from './policy.ts'

const nobody = undefined
const vera: Actor = { id: 1, name: 'Vera', role: 'viewer' }
const erik: Actor = { id: 2, name: 'Erik', role: 'editor' }
const ada: Actor = { id: 3, name: 'Ada', role: 'admin' }
const people = { nobody, viewer: vera, editor: erik, admin: ada }

test.each<[Permission, (keyof typeof people)[]]>([
  ['enter', ['nobody', 'viewer', 'editor', 'admin']],
  ['own', ['viewer', 'editor', 'admin']],
  ['read', ['viewer', 'editor', 'admin']],
  ['edit', ['editor', 'admin']],
  ['erase', ['admin']],
  ['manage', ['admin']],
])('who may %s: %o', (permission, allowed) => {
  const names = Object.keys(people) as (keyof typeof people)[]
  expect(names.filter((name) => may(people[name], permission))).toEqual(allowed)
})

test('a role that is not known may do nothing', () => {
  const odd = { id: 4, name: 'Odd', role: 'owner' } as unknown as Actor
  expect([may(odd, 'enter'), may(odd, 'read'), may(odd, 'edit')]).toEqual([false, false, false])
  expect(levelOf(odd)).toBe('public')
})

test.each<[Level, string[]]>([
  ['public', ['id', 'name', 'knownAs', 'pronouns', 'jobTitle', 'teams', 'about', 'links']],
  ['directory', ['location', 'sortName', 'staffNumber', 'status', 'createdAt', 'updatedAt']],
  ['contact', ['email', 'phone', 'mobile']],
  ['account', ['listed']],
])('the level %s adds the fields %o to those before it', (level, added) => {
  const levels: Level[] = ['public', 'directory', 'contact', 'account']
  const before = levels[levels.indexOf(level) - 1]
  expect(visibleFields(level)).toEqual([...(before ? visibleFields(before) : []), ...added])
})

test('everybody signed in sees everything, others the public view', () => {
  expect(Object.values(people).map(levelOf)).toEqual(['public', 'account', 'account', 'account'])
})
