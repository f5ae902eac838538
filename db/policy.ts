import { type FieldName, fieldNames, fieldOf, type Level, levels } from './user-fields.ts'

export type Role = 'viewer' | 'editor' | 'admin'

/** Who is behind a request or acts without one: a name for the audit, and a role. Nobody signed in: undefined. */
export type Actor = { id: number | null; name: string; role: Role }

/** What an actor can ask to do. */
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

/** Whether this actor has this permission. */
export function may(actor: Actor | undefined, permission: Permission): boolean {
  const roles: readonly string[] = allowed[permission]
  return roles.includes(actor?.role ?? 'nobody')
}

export type { Level }

/** What some level sees of a user: the fields, and what the database keeps beside them. */
export type VisibleField = FieldName | 'id' | 'createdAt' | 'updatedAt'

const levelsOfAll: Record<VisibleField, Level> = {
  id: 'public',
  ...(Object.fromEntries(fieldNames.map((name) => [name, fieldOf(name).level])) as Record<FieldName, Level>),
  createdAt: 'directory',
  updatedAt: 'directory',
}

/** The fields of a user that this level may see, in the order in which they are shown: level by level. */
export function visibleFields(level: Level): readonly VisibleField[] {
  return visible[level]
}

const visible = Object.fromEntries(
  levels.map((level, place) => [level, levels.slice(0, place + 1).flatMap(fieldsAt)]),
) as Record<Level, VisibleField[]>

function fieldsAt(level: Level): VisibleField[] {
  const names = Object.keys(levelsOfAll) as VisibleField[]
  return names.filter((name) => levelsOfAll[name] === level)
}

/** The level of an actor on the pages: everybody signed in sees everything, others the public view. */
export function levelOf(actor: Actor | undefined): Level {
  return may(actor, 'read') ? 'account' : 'public'
}
