import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { foundUnavailable, keptBareForm, markUnavailable } from '#actions/form/unavailable.server.ts'
import { setRetryLater, setStatus } from '#actions/request/response-status.server.ts'
import { Forbidden, isUnavailable, NotFound, SignedOut } from '#db/errors.ts'
import { log } from '#db/log.ts'
import { isPosted } from '../request/request-page.ts'
import { Failure } from './failure.tsx'
import { NotAllowed } from './not-allowed.tsx'
import { PageNotFound } from './page-not-found.tsx'
import { SendAgain } from './send-again.tsx'
import { SignInFirst } from './sign-in-first.tsx'

/**
 * Makes a page of a function that fetches and composes. What it throws becomes a page of its own, with the status that
 * belongs to it and whole without scripts: a missing user "Page not found", anything else a number found in the log.
 */
export function guarded<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async function show(props: Props): Promise<ReactNode> {
    // Never made during the build, where there is no database.
    await connection()
    try {
      return sendAgain() ?? (await page(props))
    } catch (error) {
      unstable_rethrow(error)
      const isNews = isUnavailable(error) && !foundUnavailable()
      if (!isNews || !(await isPosted())) return sendAgain() ?? answer(error)
      // A page that answers a form shows the form also without the database, once that is known to be away.
      markUnavailable()
      return show(props)
    }
  }
}

/** The button that was pressed, where only the database knows the rest of its page. */
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
