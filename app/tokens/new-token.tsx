import { shownOnce } from '#actions/request/shown-once.server.ts'
import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { findTokenBySecret } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import { endOf } from './token-end.ts'

/** Shows the secret of a new token once, unless the token has ended. */
export async function NewToken() {
  const secret = await shownOnce('token')
  const token = secret && (await findTokenBySecret(database(), secret))
  if (!token || endOf(token)) return null
  return (
    <div className="field aside">
      <label htmlFor="new-token">Your token</label>
      <p>Copy it now. It is shown for one minute.</p>
      <textarea id="new-token" rows={2} readOnly spellCheck={false} value={secret} />
      <p>Send it in a header of each request:</p>
      <p>
        <code>{`curl -H "Authorization: Bearer TOKEN" ${await siteOrigin()}/api/users`}</code>
      </p>
    </div>
  )
}
