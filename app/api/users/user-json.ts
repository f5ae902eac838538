import * as z from 'zod'
import { type Level, visibleFields } from '#db/policy.ts'
import type { User } from '#db/tables.ts'

/** A user as outside systems read it. Absent means "not set or not permitted"; there is never a null. */
export const userJson = z.object({
  id: z.int().min(1),
  name: z.string(),
  knownAs: z.string().optional(),
  jobTitle: z.string().optional(),
  about: z.string().optional(),
  links: z.array(z.object({ label: z.string().optional(), url: z.url() })).optional(),
  location: z.string().optional(),
  status: z.enum(['active', 'inactive']).optional(),
  createdAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
})

export type UserJson = z.infer<typeof userJson>

/** The one place where a user becomes JSON. */
export function toUserJson(user: User, level: Level): UserJson {
  const entries = visibleFields(level).map((field) => [field, toJson(user[field])])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as UserJson
}

function toJson(value: User[keyof User]) {
  if (value instanceof Date) return value.toISOString()
  if (!Array.isArray(value)) return value === '' ? undefined : value
  if (value.length === 0) return undefined
  return value.map(({ label, url }) => (label ? { label, url } : { url }))
}
