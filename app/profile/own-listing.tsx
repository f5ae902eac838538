import type { Role } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import { Link } from '../ui/link.tsx'

type Props = { user: User | undefined; role: Role }

const rights: Record<Role, string> = {
  viewer: 'You are a viewer. You can read the directory.',
  editor: 'You are an editor. You can change the directory.',
  admin: 'You are an admin. You can change the directory and manage accounts.',
}

export function OwnListing({ user, role }: Props) {
  return (
    <section aria-labelledby="listing">
      <h2 id="listing">You in the directory</h2>
      <p>{rights[role]}</p>
      {user?.trashedAt ? (
        <p>You are in the trash of the directory. An editor can restore you.</p>
      ) : user ? (
        <p>
          In the directory you are <Link href={`/users/${user.id}`}>{user.name}</Link>.
        </p>
      ) : (
        <p>This account belongs to nobody in the directory. An admin can link it to a person.</p>
      )}
    </section>
  )
}
