import { listTokens } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import { requirePermission } from '../request/permission.ts'
import { guarded } from '../ui/guarded.tsx'
import { Link } from '../ui/link.tsx'
import { Main } from '../ui/main.tsx'
import { NewToken } from './new-token.tsx'
import { TokenTable } from './token-table.tsx'

export default guarded(async () => {
  await requirePermission('manage')
  const tokens = await listTokens(database())
  return (
    <Main title="Tokens">
      <h1>Tokens</h1>
      <NewToken />
      <p className="actions">
        <Link className="button" href="/tokens/new">
          Add token
        </Link>
      </p>
      {tokens.length > 0 ? (
        <TokenTable tokens={tokens} />
      ) : (
        <p className="empty">No tokens yet. A token lets another system read the directory as JSON.</p>
      )}
    </Main>
  )
})
