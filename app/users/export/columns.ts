import type { VisibleField } from '#db/policy.ts'
import { labels } from '../labels.ts'

const { listed: _, ...named } = labels

/** The columns of a file of users, called as the form calls its fields. */
export const exportColumns = [
  { key: 'id', header: 'Id' },
  ...Object.entries(named).map(([key, header]) => ({ key: key as keyof typeof named, header })),
  { key: 'listed', header: 'Listed' },
] as const satisfies { key: VisibleField; header: string }[]
