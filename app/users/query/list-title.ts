import { statusLabels } from '#actions/user-rules.schema.ts'
import type { UserList } from './read-list.ts'

export function titleOf({ query: { filters }, teams, page }: UserList): string {
  const names = teams.filter(({ id }) => filters.team?.includes(id)).map(({ name }) => name)
  return [
    filters.status === 'inactive' ? `${statusLabels.inactive} people` : 'People',
    names.length > 0 && ` in ${names.join(' or ')}`,
    filters.q && ` matching ${filters.q}`,
    page.previous && ', continued',
  ]
    .filter(Boolean)
    .join('')
}
