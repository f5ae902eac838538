import { type Level, visibleFields } from '#db/policy.ts'

export const levels = [
  { level: 'public', who: 'Anyone' },
  { level: 'directory', who: 'A token with users:read' },
  { level: 'contact', who: 'A token with users:contact' },
] as const satisfies { level: Level; who: string }[]

/** The fields that this level sees and the level before it does not. */
export function addedFields(level: Level): readonly string[] {
  const before = levels[levels.findIndex((each) => each.level === level) - 1]
  const seen: readonly string[] = before ? visibleFields(before.level) : []
  return visibleFields(level).filter((field) => !seen.includes(field))
}
