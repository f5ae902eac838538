import { addressOf } from '../../ui/address-of.ts'
import { type ListQuery, parametersOf } from './list-query.ts'

/** The page that a list is on. A team's page has its team in the path. */
export type ListHome = { path: string; team?: number }

export const everybody: ListHome = { path: '/users' }

export function parametersIn({ team }: ListHome, query: ListQuery): URLSearchParams {
  const parameters = parametersOf(query)
  if (team !== undefined) parameters.delete('team')
  return parameters
}

/** @param more - parameters that are no part of the list, such as its letter */
export function addressIn(home: ListHome, query: ListQuery, more: Record<string, string> = {}): string {
  const parameters = parametersIn(home, query)
  for (const [name, value] of Object.entries(more)) parameters.set(name, value)
  return addressOf(home.path, parameters)
}
