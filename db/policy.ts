import type { User } from './tables.ts'

export type Role = 'viewer' | 'editor' | 'admin'

/** Who is behind a request or acts without one: a name for the audit, and a role. Nobody signed in: undefined. */
export type Viewer = { id: number | null; name: string; role: Role }

/** What a viewer can ask to do. */
export type Permission = keyof typeof allowed

const everybodySignedIn = ['viewer', 'editor', 'admin'] as const

/** Every verb and who may use it. Whatever changes something asks for one of these. */
const allowed = {
  /** Setting up, signing in, choosing a first password. */
  enter: ['nobody', ...everybodySignedIn],
  /** Keeping one's own account. */
  own: everybodySignedIn,
  read: everybodySignedIn,
  /** Everything about users but erasing them; their history and the trash. */
  edit: ['editor', 'admin'],
  erase: ['admin'],
  /** Accounts, tokens and settings. */
  manage: ['admin'],
} as const satisfies Record<string, readonly (Role | 'nobody')[]>

/** Whether this viewer has this permission. */
export function may(viewer: Viewer | undefined, permission: Permission): boolean {
  const roles: readonly string[] = allowed[permission]
  return roles.includes(viewer?.role ?? 'nobody')
}

/** How much of a user a caller sees; each level includes those before it. */
export type Level = 'public' | 'directory' | 'contact'

const fields = {
  public: ['id', 'name', 'knownAs', 'jobTitle', 'teams', 'about', 'links'],
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
