import * as z from 'zod'
import { userWords } from '#actions/user-words.schema.ts'
import { type VisibleField, visibleFields } from '#db/policy.ts'
import { type FieldName, fieldOf, type Kind } from '#db/user-fields.ts'

const text = z.string().min(1)

const team = z.object({
  id: z.int().min(1).describe('Stays the same when the team is renamed.'),
  name: text.describe('The name of the team.'),
})

const link = z.object({
  label: text.optional().describe('The label of the link.'),
  url: z.url().describe('A web address as it was typed, in any script.'),
})

/** For fields that are set and permitted. */
const valuesByKind: Record<Kind, z.ZodType> = {
  line: text,
  paragraphs: text,
  email: text,
  phone: text,
  teams: z.array(team).min(1),
  links: z.array(link).min(1),
  status: z.enum(['active', 'inactive']),
  listed: z.boolean(),
}

/** The contract of `db/users/json.ts`. Absent means "not set or not permitted". */
export const userJson = z.object(
  Object.fromEntries(visibleFields('contact').map((name) => [name, contractOf(name)])),
)

function contractOf(name: VisibleField): z.ZodType {
  if (name === 'id')
    return z.int().min(1).describe('Stays the same for ever and is never given to anybody else.')
  if (name === 'createdAt') return z.iso.datetime().optional().describe('When they were added, in UTC.')
  if (name === 'updatedAt')
    return z.iso.datetime().optional().describe('When they were last changed, in UTC.')
  return ofField(name)
}

function ofField(name: FieldName): z.ZodType {
  const { kind, level, required } = fieldOf(name)
  const value = valuesByKind[kind]
  // A token without the scope of a required field does not get it.
  return (required && level === 'public' ? value : value.optional()).describe(userWords[name].description)
}
