import { expect, test } from 'vitest'
import { weakness } from './password-strength.ts'

const tooWeak = 'Choose a password that is harder to guess, such as four or more unrelated words'
const tooClose = 'Choose a password without your email or the name of this site'
const context = ['grace.hopper@example.com', 'Rollcall', 'Directory', 'people.navy.example']

test.each([
  'correct horse staple orbit',
  'maple tundra pocket violin',
  'mapletundrapocketviolin',
  'maple-tundra-pocket-violin',
  'blue chair happy tree',
  'i love my mother and father',
  'zebra fönster kaffe planet',
  'うみやまそらかぜはなとりつきほしゆき',
  'x9$kQz7!pLw2aB4',
  'kf82jdk2ls0xq1m',
])('%j is fine', async (password) => {
  expect(await weakness(password, context)).toBeUndefined()
})

test.each([
  'passwordpassword',
  'password password password',
  'Password12345678!',
  'ｄｒａｇｏｎｍａｓｔｅｒ２０２４',
  'p4$$w0rdp4$$w0rd',
  '123456789012345',
  'qwertyuiopasdfgh',
  'aaaaaaaaaaaaaaaa',
  'letmeinletmeinletmein',
  'iloveyou12345678',
  'dragonmaster2024',
  'november november',
  'correcthorsebatterystaple',
  'Correct Horse Battery Staple',
  'correct-horse-battery-staple1',
])('%j is easily guessed', async (password) => {
  expect(await weakness(password, context)).toBe(tooWeak)
})

test.each([
  'grace.hopper@example.com',
  'Grace.Hopper@Example.com1',
  'grace hopper example com',
  'gracehoppergrace1',
  'hopper-grace-2024',
  'rollcallrollcall',
  'ROLLCALL directory 1',
  'rollcall1234567',
  'people.navy.example',
  'ｒｏｌｌｃａｌｌｒｏｌｌｃａｌｌ',
])('%j is mostly what is known of the person and the site', async (password) => {
  expect(await weakness(password, context)).toBe(tooClose)
})

test.each(['rollcall12345678', 'llacllorllacllor', 'r0llc4ll d1rect0ry', 'grace1970-qwertyuiop'])(
  '%j does not hide well what is known of the person and the site',
  async (password) => {
    expect(await weakness(password, context)).toBe(tooWeak)
  },
)

test.each([
  'maple rollcall pocket violin',
  'maple grace pocket violin tundra',
  'the welcoming maple pocket violin',
])('%j has a word that is known among unrelated ones, and is fine', async (password) => {
  expect(await weakness(password, context)).toBeUndefined()
})

test('a name of marks or of one letter says nothing about a password, nor does none', async () => {
  expect(await weakness('maple tundra pocket violin', ['', '@', '.*'])).toBeUndefined()
  expect(await weakness('tree tent settle meet', ['e@t.io'])).toBeUndefined()
  expect(await weakness('maple tundra pocket violin', [])).toBeUndefined()
  expect(await weakness('~}?|]<:=~[|>:{?', [])).toBeUndefined()
  expect(await weakness('!!!!!!!!!!!!!!!!', context)).toBe(tooWeak)
})

test('of a long password the beginning is looked at', async () => {
  const strong = 'maple tundra pocket violin '
  expect(await weakness(strong.padEnd(200, 'a'), context)).toBeUndefined()
  expect(await weakness('a'.repeat(200 - strong.length) + strong, context)).toBe(tooWeak)
})
