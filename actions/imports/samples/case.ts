/** What a reasonable person expects of a file. What is left out is nothing. */
export type Case = {
  /** The new people, with all that is set; active where it does not say otherwise. */
  people?: Record<string, unknown>[]
  /** Columns that must not be taken. */
  left?: string[]
  /** Row, column and the start of the message. */
  refused?: [number, string, string][]
  /** Row, and what is asked about. */
  asked?: [number, 'person' | 'name' | 'email'][]
  /** Row, column and what is not taken of its cell. */
  cut?: [number, string, string][]
  /** New teams, and how many of the file are in each. */
  teams?: Record<string, number>
  /** Only what changes. */
  changed?: Record<string, unknown>[]
  unchanged?: number
  /** The file is refused as a whole. */
  error?: string
}

export const teams = (...names: string[]) => names.map((name) => ({ name }))
export const links = (...urls: string[]) => urls.map((url) => ({ label: '', url }))
