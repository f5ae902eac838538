import { addressOf } from '../../ui/address-of.ts'
import { Link } from '../../ui/link.tsx'

/** @param parameters - of the list */
export function PrintLink({ parameters }: { parameters: URLSearchParams }) {
  return <Link href={addressOf('/users/print', parameters)}>Print</Link>
}
