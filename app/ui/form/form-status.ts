'use client'

import { createContext } from 'react'

type FormStatus = {
  pending: boolean
  /** The list button that the server has just answered, such as `insert({...})`. */
  answered: string | null
}

export const FormStatus = createContext<FormStatus>({ pending: false, answered: null })
