import type { User } from './tables.ts'

export type Role = 'viewer' | 'editor' | 'admin'

/** Who is behind a request: a name for the audit, and a role. Nobody signed in: undefined. */
export type Viewer = { name: string; role: Role }

/** What a viewer can ask to do. */
export type Permission = 'read' | 'edit' | 'erase'

const allowed: Record<Permission, readonly Role[]> = {
  read: ['viewer', 'editor', 'admin'],
  edit: ['editor', 'admin'],
  erase: ['admin'],
}

/** Whether this viewer has this permission. */
export function may(viewer: Viewer | undefined, permission: Permission): boolean {
  return viewer !== undefined && allowed[permission].includes(viewer.role)
}

/** How much of a user a caller sees; each level includes those before it. */
export type Level = 'public' | 'directory' | 'contact'

const fields = {
  public: ['id', 'name', 'knownAs', 'jobTitle', 'about', 'links'],
  directory: ['location', 'status', 'createdAt', 'updatedAt'],
  contact: ['email', 'phone'],
} as const satisfies Record<Level, readonly (keyof User)[]>

/** A field of a user that some level may see. */
export type VisibleField = (typeof fields)[Level][number]

/** The fields of a user that this level may see, in the order in which they are shown. */
export function visibleFields(level: Level): readonly VisibleField[] {
  const levels: readonly Level[] = ['public', 'directory', 'contact']
  return levels.slice(0, levels.indexOf(level) + 1).flatMap((each) => [...fields[each]])
}

/** The level of a viewer on the pages: everybody signed in sees everything, others the public view. */
export function levelOf(viewer: Viewer | undefined): Level {
  return may(viewer, 'read') ? 'contact' : 'public'
}
