import { transaction } from '#db/database.ts'
import { changeTeam } from '#db/teams/edit.ts'
import { expect, test } from '../support/fixtures.ts'

const keeper = { id: null, name: 'test fixture', role: 'editor' } as const

test('users say which teams they are in, by name; without any the field is absent', async ({
  request,
  newTeam,
  addUser,
}) => {
  const [yale, navy] = [await newTeam('Yale'), await newTeam('navy')]
  const [grace, ada] = [await addUser({ teams: [yale.id, navy.id] }), await addUser()]
  const teams = [navy, yale].map(({ id, name }) => ({ id, name }))
  expect(await (await request.get(`/api/users/${grace.id}`)).json()).toMatchObject({ teams })
  expect(await (await request.get(`/api/users/${ada.id}`)).json()).not.toHaveProperty('teams')
  const csv = await (await request.get(`/api/users?team=${navy.id}&format=csv&fields=id,teams`)).text()
  expect(csv).toBe(`id,teams\r\n${grace.id},"${navy.name}\n${yale.name}"\r\n`)
})

test('the list is narrowed to one team, or to people of any of several', async ({
  request,
  newTeam,
  addUser,
}) => {
  const [navy, yale] = [await newTeam('Navy'), await newTeam('Yale')]
  const [grace, ada] = [await addUser({ teams: [navy.id] }), await addUser({ teams: [navy.id, yale.id] })]
  const vera = await addUser({ teams: [yale.id] })
  await addUser({ teams: [navy.id], listed: false })
  expect(await idsOf(`team=${navy.id}`)).toEqual([grace.id, ada.id])
  expect(await idsOf(`team=${navy.id}&team=${yale.id}`)).toEqual([grace.id, ada.id, vera.id])
  expect(await idsOf('team=2147483647')).toEqual([])

  const first = await request.get(`/api/users?team=${navy.id}&team=${yale.id}&limit=2`)
  const next = /<([^>]+)>; rel="next"/.exec(first.headers().link ?? '')?.[1] ?? ''
  expect(await (await request.get(next)).json()).toMatchObject([{ id: vera.id }])

  async function idsOf(query: string): Promise<number[]> {
    const rows: { id: number }[] = await (await request.get(`/api/users?${query}`)).json()
    return rows.map(({ id }) => id)
  }
})

test('what is no id of a team is refused by name', async ({ request }) => {
  const many = Array(21).fill('team=1').join('&')
  for (const query of [
    'team=',
    'team=x',
    'team=0',
    'team=-1',
    'team=1,2',
    'team=9999999999',
    'team=1&team=x',
    many,
  ]) {
    const answer = await request.get(`/api/users?${query}`)
    expect([query, answer.status()]).toEqual([query, 400])
    expect((await answer.json()).errors[0]).toMatchObject({ parameter: 'team' })
  }
})

test('a team that is renamed makes its people and every list new', async ({
  request,
  newTeam,
  addUser,
  db,
}) => {
  const team = await newTeam()
  const grace = await addUser({ teams: [team.id] })
  for (const address of [`/api/users/${grace.id}`, `/api/users?team=${team.id}`, '/api/users?limit=1']) {
    const before = (await request.get(address)).headers().etag ?? ''
    const { version } = await db
      .selectFrom('teams')
      .select('version')
      .where('id', '=', team.id)
      .executeTakeFirstOrThrow()
    const name = `${team.name} ${version}`
    await transaction(db, (trx) => changeTeam(trx, { id: team.id, version }, { name }, keeper))
    const after = await request.get(address, { headers: { 'if-none-match': before } })
    expect([address, after.status()]).toEqual([address, 200])
    expect(after.headers().etag).not.toBe(before)
    if (address.includes(String(grace.id))) expect(await after.text()).toContain(name)
  }
})
