import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { foundUnavailable, keptBareForm, markUnavailable } from '#actions/form/unavailable.server.ts'
import { setRetryLater, setStatus } from '#actions/request/response-status.server.ts'
import { Forbidden, isUnavailable, NotFound, SignedOut } from '#db/errors.ts'
import { log } from '#db/log.ts'
import { isPosted } from '../request/posted-form.ts'
import { Failure } from './failure.tsx'
import { NotAllowed } from './not-allowed.tsx'
import { PageNotFound } from './page-not-found.tsx'
import { SendAgain } from './send-again.tsx'
import { SignInFirst } from './sign-in-first.tsx'

/**
 * Makes a page of a function that loads data. Its errors become pages with the right status, complete without scripts:
 * "Page not found" for a missing user, a number found in the log for anything unexpected.
 */
export function guarded<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async function show(props: Props): Promise<ReactNode> {
    // The build has no database.
    await connection()
    try {
      return sendAgain() ?? (await page(props))
    } catch (error) {
      unstable_rethrow(error)
      const isNews = isUnavailable(error) && !foundUnavailable()
      if (!isNews || !(await isPosted())) return sendAgain() ?? answer(error)
      // A page that answers a form also shows the form without the database, once it is known to be unavailable.
      markUnavailable()
      return show(props)
    }
  }
}

/** The pressed button, when the rest of its page needs the database. */
function sendAgain(): ReactNode {
  const form = foundUnavailable() ? keptBareForm() : undefined
  return form && <SendAgain {...form} />
}

function answer(error: unknown): ReactNode {
  if (error instanceof NotFound) {
    setStatus(404)
    return <PageNotFound />
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
  if (isUnavailable(error)) setRetryLater()
  else setStatus(500)
  return <Failure id={id} />
}
