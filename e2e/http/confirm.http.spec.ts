import { actionsOfBuild, callAction } from '../support/actions-of-build.ts'
import { outdate } from '../support/confirmations.ts'
import { expect, test } from '../support/fixtures.ts'

test.use({ role: 'nobody' })

/** What gives rights, shows secrets, or cannot be undone. */
const confirmed = [
  'eraseUser',
  'createAccount',
  'changeAccount',
  'disableAccount',
  'enableAccount',
  'renewPasswordLink',
  'resetSecondFactor',
  'eraseAccount',
  'inviteUsers',
  'remindAccounts',
  'createToken',
  'beginPasskey',
  'changeSettings',
  'beginPasskey',
]

for (const action of actionsOfBuild()) {
  const isAsked = confirmed.includes(action.name)
  test(`${action.name} ${isAsked ? 'asks' : 'does not ask'} who is at an old session`, async ({
    baseURL,
    signIn,
    db,
  }) => {
    const { account, cookie } = await signIn('admin')
    await outdate(db, account.id)
    const answer = await callAction(String(baseURL), action, cookie)
    const isSentAway = answer.headers.get('x-action-redirect')?.startsWith('/profile/confirm?next=')
    const text = await answer.text()
    expect(isSentAway || text.includes('"title":"Confirm it is you"')).toBe(isAsked)
  })
}
