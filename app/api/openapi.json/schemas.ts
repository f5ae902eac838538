import * as z from 'zod'
import { type VisibleField, visibleFields } from '#db/policy.ts'
import { addedFields, levels } from '../levels.ts'
import { usersQuery } from '../users/parameters.ts'
import { userJson } from '../users/user-json.ts'
import { problemJson } from './problems.ts'

type Schema = z.core.JSONSchema.JSONSchema

export const schemas = {
  User: {
    description:
      'A person. An absent field is not set, not permitted or, with the parameter fields, not asked for: then only the id is always there. No field is ever null. New fields may appear at any time.',
    ...withLevels(toSchema(userJson)),
  },
  Problem: {
    description: 'Problem details (RFC 9457). New fields may appear at any time.',
    ...toSchema(problemJson),
  },
}

export const listParameters = Object.entries(toSchema(usersQuery, 'output').properties ?? {}).map(
  ([name, { description, ...schema }]) => ({
    name,
    in: 'query' as const,
    description: String(description),
    ...(name === 'fields' ? commaList(visibleFields('contact')) : { schema }),
    ...(name === 'team' && { style: 'form', explode: true }),
  }),
)

function commaList(names: readonly VisibleField[]) {
  return { style: 'form', explode: false, schema: { type: 'array', minItems: 1, items: { enum: names } } }
}

function withLevels({ properties = {}, ...schema }: Schemas) {
  const described = Object.entries(properties).map(([name, property]) => {
    const { level, who } = levels.find((each) => addedFields(each.level).includes(name)) ?? levels[0]
    const note = level === 'public' ? '' : ` ${who} sees it.`
    return [name, { ...property, description: `${property.description}${note}` }]
  })
  return { ...schema, properties: Object.fromEntries(described) as Record<string, Schema> }
}

type Schemas = Omit<Schema, 'properties'> & { properties?: Record<string, Schema> }

/** The input side by default, because it allows new fields, as the answers do. */
function toSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Schemas {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // The format implies the pattern, which would add 300 characters.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
      // People type addresses in any script, and "uri" only allows ASCII (RFC 3986).
      if (jsonSchema.format === 'uri') delete jsonSchema.format
    },
  })
  return converted as Schemas
}
