type Kept = {
  /** The columns that give the rows an order. */
  key: string
  /** Columns that triggers fill while the rows of another table are added. */
  counted?: readonly string[]
}

/** In the order in which they can be filled. A test compares both lists with the tables that there are. */
export const keptTables = {
  teams: { key: 'id', counted: ['members', 'active_members'] },
  users: { key: 'id' },
  accounts: { key: 'id' },
  identities: { key: 'account_id' },
  passkeys: { key: 'id' },
  known_browsers: { key: 'token_hash, account_id' },
  tokens: { key: 'id' },
  events: { key: 'id' },
  // After the events: a trigger notes deeds as events are added, but not what was found out about older ones.
  deeds: { key: 'id' },
  directory: { key: 'singleton' },
  remembered_columns: { key: 'head_hash' },
} as const satisfies Record<string, Kept>

export type KeptTable = keyof typeof keptTables

/** And why. */
export const leftOutTables = {
  name_words: 'triggers fill it as users are added',
  kysely_migration: 'the header of the backup names the last migration',
  sessions: 'everybody signs in again',
  pending_sign_ins: 'valid for minutes',
  second_factor_setups: 'belongs to a session',
  passkey_challenges: 'valid for minutes',
  setup_codes: 'valid for an hour',
  password_links: 'a one-time link',
  asked_links: 'a one-time link',
  sign_in_links: 'a one-time link',
  guesses: 'counts of minutes and hours',
  refusals: 'counts of an hour',
  submissions: 'recent forms, whose browsers sign in again',
  imports: 'uploaded files that wait for a day at most',
  large_writes: 'the progress of writes that are over with their process',
} as const

export function isKept(table: string): table is KeptTable {
  return Object.hasOwn(keptTables, table)
}

export function countedColumns(table: KeptTable): readonly string[] {
  const kept: Kept = keptTables[table]
  return kept.counted ?? []
}
