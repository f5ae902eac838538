'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import type { FormAction } from '#actions/form/form.schema.ts'
import { importForm } from '#actions/imports.schema.ts'
import { HiddenField } from '../../../ui/form/field-hidden.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { verdictId } from './shown.ts'

type Props = {
  action: FormAction
  submission: string
  title: string
  /** Of every field. The version and the fingerprint say which state of the import the form is about. */
  values: Record<string, unknown>
  /** What would happen, and every choice about it. Made on the server: as scripts it would be far more. */
  children: ReactNode
}

/** Imports a file, or has it read in another way. */
export function ImportForm({ values, children, ...form }: Props) {
  const shown = `${values.version} ${values.fingerprint}`
  useFocus(shown)
  return (
    <Form key={shown} {...form} schema={importForm} defaultValue={values}>
      <HiddenField name="id" />
      <HiddenField name="version" />
      <HiddenField name="fingerprint" />
      {children}
    </Form>
  )
}

/** A button that shows another state of the import is gone with the form: focus goes to what would happen now. */
function useFocus(shown: string): void {
  const known = useRef(shown)
  useEffect(() => {
    if (known.current === shown) return
    known.current = shown
    document.getElementById(verdictId)?.focus()
  }, [shown])
  // The page of a saved import has the same address.
  useEffect(
    () => () => {
      if (document.activeElement === document.body) document.getElementById('main')?.focus()
    },
    [],
  )
}
