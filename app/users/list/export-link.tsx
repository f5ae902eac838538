import { addressOf } from '../../ui/address-of.ts'

/** Exports all pages of the list. */
export function ExportLink({ parameters }: { parameters: URLSearchParams }) {
  // A Link would fetch the file before it is clicked.
  return (
    <a href={addressOf('/users/export', parameters)} download>
      Export this list
    </a>
  )
}
