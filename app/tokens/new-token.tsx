import { shownOnce } from '#actions/request/shown-once.server.ts'
import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { findTokenBySecret } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import { PassOn } from '../ui/pass-on.tsx'
import { endOf } from './token-end.ts'

/** Shows the secret of a new token once, unless the token has ended. */
export async function NewToken() {
  const secret = await shownOnce('/tokens')
  const token = secret && (await findTokenBySecret(database(), secret))
  if (!token || endOf(token)) return null
  const example = `curl -H "Authorization: Bearer TOKEN" ${await siteOrigin()}/api/users`
  return (
    <div className="field aside">
      <label htmlFor="new-token">Your token</label>
      <p>Copy it now. It is shown for one minute.</p>
      <textarea id="new-token" rows={2} readOnly spellCheck={false} value={secret} />
      <PassOn
        secret={secret}
        of="token"
        subject={`The token ${token.name} for Rollcall`}
        text={`This token reads people from the directory. Send it in a header of each request:\n\n${example}\n\nTOKEN is:\n\n${secret}\n`}
      />
      <p>Send it in a header of each request:</p>
      <p>
        <code>{example}</code>
      </p>
    </div>
  )
}
