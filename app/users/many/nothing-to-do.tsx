import type { ReactNode } from 'react'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'

type Props = {
  title: string
  back: string
  children: ReactNode
}

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
