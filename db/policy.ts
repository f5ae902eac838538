import { type FieldName, fieldNames, fieldOf, type Level, levels } from './user-fields.ts'

export type Role = 'viewer' | 'editor' | 'admin'

/** A name for the audit, and a role. Undefined means that nobody is signed in. */
export type Actor = { id: number | null; name: string; role: Role }

export type Permission = keyof typeof allowed

const everybodySignedIn = ['viewer', 'editor', 'admin'] as const

/** Every permission and the roles that have it. Each change asks for one of these. */
const allowed = {
  enter: ['nobody', ...everybodySignedIn],
  own: everybodySignedIn,
  read: everybodySignedIn,
  /** All changes of users except erasing them; also history and trash. */
  edit: ['editor', 'admin'],
  erase: ['admin'],
  manage: ['admin'],
} as const satisfies Record<string, readonly (Role | 'nobody')[]>

export function may(actor: Actor | undefined, permission: Permission): boolean {
  const roles: readonly string[] = allowed[permission]
  return roles.includes(actor?.role ?? 'nobody')
}

export type { Level }

export type VisibleField = FieldName | 'id' | 'createdAt' | 'updatedAt'

const levelsOfAll: Record<VisibleField, Level> = {
  id: 'public',
  ...(Object.fromEntries(fieldNames.map((name) => [name, fieldOf(name).level])) as Record<FieldName, Level>),
  createdAt: 'directory',
  updatedAt: 'directory',
}

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

/** Everybody who is signed in sees everything on pages; others see the public view. */
export function levelOf(actor: Actor | undefined): Level {
  return may(actor, 'read') ? 'account' : 'public'
}
