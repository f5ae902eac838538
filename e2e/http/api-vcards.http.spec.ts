import { readCards } from '../support/cards.ts'
import { expect, test } from '../support/fixtures.ts'
import { uniqueWord } from '../support/unique-word.ts'

test('people come as vCards that other programs read, with no more than the level of the caller', async ({
  baseURL,
  addUser,
  newTeam,
  token,
}) => {
  const word = uniqueWord()
  const team = await newTeam('Maps, Charts')
  const ada = await addUser({
    name: `Ada "King", ${word} \\n`,
    jobTitle: 'Analyst',
    about: `One\nTwo: ${'ünïcödé 👩‍👩‍👧 '.repeat(20)}end`,
    location: 'Room 2, left',
    phone: '+44 20 7946 0018',
    teams: [team.id],
    links: [{ label: 'Blog', url: 'https://example.com/a,b' }],
  })
  const bo = await addUser({ name: `Bo ${word}`, jobTitle: '' })
  await addUser({ name: `Inactive ${word}`, status: 'inactive' })
  const [read, contact] = [await token('users:read'), await token('users:read users:contact')]
  const ask = async (path: string, authorization = '', headers: Record<string, string> = {}) => {
    const answer = await fetch(`${baseURL}/api/users${path}`, {
      headers: { ...(authorization && { authorization }), ...headers },
    })
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/vcard'])
    return answer
  }
  const cards = async (...given: Parameters<typeof ask>) => readCards(await (await ask(...given)).text())

  const [first, second, ...others] = await cards(`.vcf?q=${word}&sort=name`, contact)
  expect(others).toEqual([])
  expect(Object.fromEntries(first ?? [])).toMatchObject({
    uid: [`${baseURL}/users/${ada.id}`],
    fn: [ada.name],
    title: ['Analyst'],
    note: [ada.about],
    tel: ['+44 20 7946 0018'],
    email: [ada.email],
    categories: [team.name],
    url: ['https://example.com/a,b'],
    'x-rollcall-id': [String(ada.id)],
  })
  expect([second?.get('fn'), second?.get('title')]).toEqual([[bo.name], undefined])

  for (const [authorization, seen] of [
    ['', []],
    [read, ['adr']],
    [contact, ['adr', 'email', 'tel']],
  ] as const)
    for (const path of [`.vcf?q=${word}&team=${team.id}`, `/${ada.id}.vcf`, `/${ada.id}?format=vcard`]) {
      const [card] = await cards(path, authorization)
      const found = ['adr', 'email', 'tel'].filter((name) => card?.has(name))
      expect([path, found]).toEqual([path, seen])
    }

  // The ways to ask come to the same.
  const text = await (await ask(`/${ada.id}.vcf`, contact)).text()
  for (const [path, headers] of [
    [`/${ada.id}`, { accept: 'text/vcard' }],
    [`/${ada.id}?format=vcard`, {}],
    [`?q=${word}&team=${team.id}&format=vcard`, {}],
    [`?q=${word}&team=${team.id}`, { accept: 'text/vcard, text/html;q=0.9' }],
  ] as const)
    expect([path, await (await ask(path, contact, headers)).text()]).toEqual([path, text])

  const [some] = await cards(`.vcf?q=${word}&team=${team.id}&fields=jobTitle`, contact)
  expect([...(some?.keys() ?? [])].filter((name) => name !== 'x-rollcall-id')).toEqual([
    ...['version', 'prodid', 'uid', 'kind', 'fn', 'n', 'title'],
  ])
  expect(await cards(`.vcf?q=${word}nobody`)).toEqual([])
  expect(await cards(`.vcf?q=${word}&limit=1`)).toHaveLength(1)
})

test('a card has a tag, and HEAD, as everything else of the API', async ({ baseURL, addUser }) => {
  const { id, updatedAt } = await addUser()
  const address = `${baseURL}/api/users/${id}.vcf`
  const { headers } = await fetch(address)
  expect(headers.get('last-modified')).toBe(updatedAt.toUTCString())
  // All origins may read it, so it depends on none.
  expect(headers.get('vary')).toMatch(/Accept, Accept-Encoding, Authorization$/)
  const held = { 'if-none-match': headers.get('etag') ?? '' }
  expect((await fetch(address, { headers: held })).status).toBe(304)
  expect((await fetch(`${baseURL}/api/users/${id}`, { headers: held })).status).toBe(200)
  const head = await fetch(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, headers.get('etag'), ''])
  // Other tests write too, so this repeats until no write comes in between.
  await expect
    .poll(async () => {
      const tag = (await fetch(`${baseURL}/api/users.vcf?limit=1`)).headers.get('etag') ?? ''
      return (await fetch(`${baseURL}/api/users.vcf?limit=1`, { headers: { 'if-none-match': tag } })).status
    })
    .toBe(304)
})
