import Link from 'next/link'
import type { Role } from '#db/policy.ts'
import type { User } from '#db/tables.ts'

type Props = { user: User | undefined; role: Role }

const rights: Record<Role, string> = {
  viewer: 'You are a viewer: you read the directory.',
  editor: 'You are an editor: you keep the directory.',
  admin: 'You are an admin: you keep the directory and the accounts.',
}

/** The user whose account this is, and what the account may do. */
export function OwnListing({ user, role }: Props) {
  return (
    <section aria-labelledby="listing">
      <h2 id="listing">Your listing</h2>
      <p>{rights[role]}</p>
      {user?.trashedAt ? (
        <p>Your listing is in the trash. Somebody who keeps the directory can restore it.</p>
      ) : user ? (
        <p>
          In the directory you are <Link href={`/users/${user.id}`}>{user.name}</Link>.
        </p>
      ) : (
        <p>This account belongs to nobody in the directory. An admin can link it to a user.</p>
      )}
    </section>
  )
}
