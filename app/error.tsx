'use client'

import { Failure } from './ui/failure.tsx'

/** With scripts, shown for errors while a page renders; `guarded` handles the errors of its data. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <Failure id={error.digest} />
}
