/** The result of each client. */
export type Found = {
  names: string[]
  id: number | undefined
  email: string | undefined
  csv: string | undefined
  lines: number | undefined
  refused: string[] | undefined
}
