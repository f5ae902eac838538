import type { ReactNode } from 'react'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'

type Props = {
  title: string
  /** The list that it came from. */
  back: string
  children: ReactNode
}

/** A page that says why there is nothing to confirm. */
export function NothingToDo({ title, back, children }: Props) {
  return (
    <Main title={title}>
      <h1>{title}</h1>
      {children}
      <p className="actions">
        <Link href={back}>Back to the list</Link>
      </p>
    </Main>
  )
}
