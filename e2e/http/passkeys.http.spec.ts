import { startChallenge } from '#db/accounts/passkeys.ts'
import { transaction } from '#db/database.ts'
import { expect, test } from '../support/fixtures.ts'
import { type Device, givePasskey, sign } from '../support/passkey.ts'
import { openForm, post } from '../support/plain-form.ts'

test.use({ role: 'nobody' })

test('a passkey signs in, once for each challenge', async ({ baseURL, db, signIn }) => {
  const { device, challenge, enter } = await begin(String(baseURL), db, signIn)
  const response = sign(device, { challenge, origin: String(baseURL) })
  const [first, second] = [await enter(response), await enter(response)]
  expect(first.headers.get('location')).toBe('/teams')
  expect(first.headers.get('set-cookie')).toContain('session=')
  expect(second.headers.get('location')).toBe('/sign-in?next=%2Fteams')
  expect(second.headers.get('set-cookie')).not.toContain('session=')
})

const forged: Record<string, (given: { origin: string; challenge: string }) => Parameters<typeof sign>[1]> = {
  'another challenge': (given) => ({ ...given, challenge: 'b3RoZXI' }),
  'another site': (given) => ({ ...given, origin: 'https://evil.example' }),
  'another host': (given) => ({ ...given, host: 'evil.example' }),
  'a device that did not look who holds it': (given) => ({ ...given, verified: false }),
  'the making of a passkey': (given) => ({ ...given, type: 'webauthn.create' }),
}

for (const [name, forge] of Object.entries(forged))
  test(`a signature for ${name} is refused`, async ({ baseURL, db, signIn }) => {
    const { device, challenge, enter } = await begin(String(baseURL), db, signIn)
    await expectRefused(await enter(sign(device, forge({ origin: String(baseURL), challenge }))))
  })

test('so is the signature of another key, and that of a removed passkey', async ({ baseURL, db, signIn }) => {
  const origin = String(baseURL)
  const { device, account, challenge, enter } = await begin(origin, db, signIn)
  const other: Device = await givePasskey(db, account.id)
  await expectRefused(await enter(sign({ ...device, key: other.key }, { challenge, origin })))
  await db.deleteFrom('passkeys').where('credential', '=', device.credential).execute()
  await expectRefused(await enter(sign(device, { challenge, origin })))
})

test('so is an expired challenge, one of another account, and a disabled account', async ({
  baseURL,
  db,
  signIn,
}) => {
  const origin = String(baseURL)
  const late = await begin(origin, db, signIn)
  await db
    .updateTable('passkeyChallenges')
    .set({ expiresAt: new Date(0) })
    .execute()
  await expectRefused(await late.enter(sign(late.device, { challenge: late.challenge, origin })))

  const making = await begin(origin, db, signIn, true)
  await expectRefused(await making.enter(sign(making.device, { challenge: making.challenge, origin })))

  const { account, device, challenge, enter } = await begin(origin, db, signIn)
  await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', account.id).execute()
  await expectRefused(await enter(sign(device, { challenge, origin })))
})

test('an answer that is none is refused in words', async ({ baseURL, db, signIn }) => {
  const { enter } = await begin(String(baseURL), db, signIn)
  for (const junk of ['', '{', '[]', '{"id":1}', 'x'.repeat(30_000)]) {
    const answer = await enter(junk)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('The browser gave no passkey')
  }
})

type Fixtures = Parameters<Parameters<typeof test>[2]>[0]

async function begin(site: string, db: Fixtures['db'], signIn: Fixtures['signIn'], forMaking = false) {
  const { account } = await signIn('viewer')
  const device = await givePasskey(db, account.id)
  const challenge = await transaction(db, (trx) => startChallenge(trx, forMaking ? account.id : undefined))
  const form = await openForm(`${site}/sign-in/passkey?next=/teams`, `challenge=${challenge}`)
  return { account, device, challenge, enter: (response: string) => post(form, { response }) }
}

async function expectRefused(answer: Response): Promise<void> {
  expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fteams')
  expect(answer.headers.get('set-cookie')).toContain('notice=passkey-failed')
  expect(answer.headers.get('set-cookie')).not.toContain('session=')
}
