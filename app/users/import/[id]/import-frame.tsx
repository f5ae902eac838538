import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { importUsers } from '#actions/imports.ts'
import { Main } from '../../../ui/main.tsx'
import { ImportForm } from './import-form.tsx'

type Props = {
  title: string
  values: Record<string, unknown>
  above?: ReactNode
  children: ReactNode
  below?: ReactNode
}

/**
 * The page around the form of an import. Without scripts React finds the state of a posted form by its place in the page, so
 * that this is one frame for everybody.
 */
export function ImportFrame({ above, below, ...form }: Props) {
  return (
    <Main>
      {above}
      <ImportForm {...form} action={importUsers} submission={randomUUID()} />
      {below}
    </Main>
  )
}
