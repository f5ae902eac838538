import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Forbidden, isUnavailable, NotFound, SignedOut } from '#db/errors.ts'
import { log } from '#db/log.ts'
import NotFoundPage from '../not-found.tsx'
import { setStatus } from '../response-status.ts'
import { Failure } from './failure.tsx'
import { NotAllowed } from './not-allowed.tsx'
import { SignInFirst } from './sign-in-first.tsx'

/**
 * Makes a page of a function that fetches and composes. What it throws becomes a page of its own, with the status that
 * belongs to it and whole without scripts: a missing user "Page not found", anything else a number found in the log.
 */
export function guarded<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async (props: Props) => {
    // Never made during the build, where there is no database.
    await connection()
    try {
      return await page(props)
    } catch (error) {
      unstable_rethrow(error)
      return answer(error)
    }
  }
}

function answer(error: unknown): ReactNode {
  if (error instanceof NotFound) {
    setStatus(404)
    return <NotFoundPage />
  }
  if (error instanceof Forbidden) {
    setStatus(403)
    return <NotAllowed />
  }
  if (error instanceof SignedOut) {
    setStatus(401)
    return <SignInFirst />
  }
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, id }, 'page not shown')
  setStatus(isUnavailable(error) ? 503 : 500)
  return <Failure id={id} />
}
