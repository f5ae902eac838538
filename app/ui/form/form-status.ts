'use client'

import { createContext } from 'react'

type FormStatus = {
  /** The form is on its way to the server. */
  pending: boolean
  /** The list button that the server has just answered, such as `insert({...})`. */
  answered: string | null
}

/** How the form around stands. */
export const FormStatus = createContext<FormStatus>({ pending: false, answered: null })
