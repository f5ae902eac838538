import { watchRequests } from './watch-requests.ts'

/**
 * Next 16.4.6 sends the headers of an answer by themselves, before its body: a packet and a call of the system more, which is
 * a seventh of the time of a page. They leave with the first part of the body, which is ready a moment later.
 */
export function sendHeadersWithBody(): void {
  watchRequests(({ response }) => {
    response.flushHeaders = () => {}
  })
}
