import { currentViewer } from '#actions/viewer.server.ts'
import { Forbidden } from '#db/errors.ts'
import { may, type Permission } from '#db/policy.ts'

/** Lets a page go on only for a viewer with this permission. @throws Forbidden */
export async function requirePermission(permission: Permission): Promise<void> {
  if (!may(await currentViewer(), permission)) throw new Forbidden()
}
