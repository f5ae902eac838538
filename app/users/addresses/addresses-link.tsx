import { addressOf } from '../../ui/address-of.ts'
import { Link } from '../../ui/link.tsx'

/** For viewers who see emails. @param parameters - of the list */
export function AddressesLink({ parameters }: { parameters: URLSearchParams }) {
  return <Link href={addressOf('/users/addresses', parameters)}>Email addresses</Link>
}
