import type { ListedToken } from '#db/accounts/tokens.ts'
import { DateTime } from '../ui/date-time.tsx'
import { Link } from '../ui/link.tsx'
import { labels, scopesOf } from './labels.ts'
import { endOf } from './token-end.ts'

export function TokenTable({ tokens }: { tokens: readonly ListedToken[] }) {
  return (
    <table className="cards">
      <caption className="visually-hidden">Tokens, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">{labels.name}</th>
          <th scope="col">{labels.reads}</th>
          <th scope="col">{labels.createdAt}</th>
          <th scope="col">{labels.expiresAt}</th>
          <th scope="col">{labels.usedAt}</th>
          <th scope="col">
            <span className="visually-hidden">Revoke</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Row key={token.id} token={token} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ token }: { token: ListedToken }) {
  const { id, name, createdAt, expiresAt, usedAt } = token
  const end = endOf(token)
  return (
    <tr>
      <th scope="row">
        {name}
        {!end && <Doubt token={token} />}
      </th>
      <td data-label={labels.reads}>{scopesOf(token)}</td>
      <td data-label={labels.createdAt}>
        <DateTime value={createdAt} />
      </td>
      <td data-label={labels.expiresAt}>
        <DateTime value={expiresAt} />
      </td>
      <td data-label={labels.usedAt}>{usedAt ? <DateTime value={usedAt} /> : 'never'}</td>
      <td>
        {end ? (
          <span className="badge">{end}</span>
        ) : (
          <Link href={`/tokens/${id}/revoke`}>
            Revoke<span className="visually-hidden"> {name}</span>
          </Link>
        )}
      </td>
    </tr>
  )
}

/** A person who left may still have the token. */
function Doubt({ token: { madeBy, maker, isMakerDisabled } }: { token: ListedToken }) {
  if (maker && isMakerDisabled)
    return <p className="hint">Made by {maker}, an account that is disabled: review it</p>
  if (madeBy !== null && !maker)
    return <p className="hint">Made by account {madeBy}, which was erased: review it</p>
  return null
}
