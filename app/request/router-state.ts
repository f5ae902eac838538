import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state'
import { watchRequests } from './watch-requests.ts'

const header = 'next-router-state-tree'

/** On an address that is not found, Next 16.4.6 answers a bare 500 to a state of the router that it cannot read. */
export function dropUnreadRouterState(): void {
  watchRequests(({ request: { headers } }) => {
    if (!isRead(headers[header])) delete headers[header]
  })
}

export function isRead(state: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(state)
    return true
  } catch {
    return false
  }
}
