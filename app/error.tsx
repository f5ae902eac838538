'use client'

import { Failure } from './ui/failure.tsx'

/** Shown with scripts for what breaks while a page is put together; `guarded` answers for what its data throws. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <Failure id={error.digest} />
}
