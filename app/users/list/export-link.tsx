import { addressOf } from '../../ui/address-of.ts'

/** A link to the users that a list shows, all pages of it, as a spreadsheet. */
export function ExportLink({ parameters }: { parameters: URLSearchParams }) {
  // No Link: it would fetch the file in case somebody wants it.
  return (
    <a href={addressOf('/users/export', parameters)} download>
      Export this list
    </a>
  )
}
