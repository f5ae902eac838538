import { randomUUID } from 'node:crypto'
import { createToken } from '#actions/tokens.ts'
import { viewerOfForm } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { TokenForm } from '../token-form.tsx'

export default guarded(async () => {
  await viewerOfForm('manage')
  return (
    <Main>
      <TokenForm action={createToken} submission={randomUUID()} />
    </Main>
  )
})
