import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely'
import type { Role } from './policy.ts'
import type { FieldName, FieldsOf, KindOf } from './user-fields.ts'

export type Link = { label: string; url: string }
export type Status = 'active' | 'inactive'
/** `restore` leads out of the trash, `revert` back to an earlier version. */
export type Verb = 'create' | 'update' | 'trash' | 'restore' | 'revert' | 'erase'

export type AccountVerb =
  | 'set-up'
  | 'create-account'
  | 'change-account'
  | 'disable-account'
  | 'enable-account'
  | 'erase-account'
  | 'make-password-link'
  | 'set-password'
  | 'sign-in'
  | 'refuse-sign-in'
  | 'sign-out'
  | 'end-sessions'
  | 'deny'
  | 'create-token'
  | 'revoke-token'
  | 'change-settings'
  | 'create-team'
  | 'rename-team'
  | 'delete-team'

type Json<T extends object> = JSONColumnType<T, string, string>
type Timestamp = ColumnType<Date, Date | undefined, Date>

/** Text is '' when it is not set. */
type KindColumns = {
  line: string
  paragraphs: string
  email: string
  phone: string
  /** Ids, ascending. */
  teams: ColumnType<number[], number[] | undefined, number[]>
  links: Json<Link[]>
  status: Status
  listed: boolean
}

/** Each phone number also has its E.164 form, or '' where that is not known. */
type FieldColumns = { [Name in FieldName]: KindColumns[KindOf<Name>] } & {
  [Name in FieldsOf<'phone'> as `${Name}E164`]: string
}

type UsersTable = FieldColumns & {
  id: Generated<number>
  /** The names of the teams, written by a trigger. */
  namedTeams: ColumnType<{ id: number; name: string }[], never, never>
  version: Generated<number>
  createdAt: Timestamp
  updatedAt: Timestamp
  trashedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
} & Record<SearchColumn, ColumnType<string, never, never>>

/** Generated, without accents and case. The last three hold the text that each level may search. */
export type SearchColumn = 'nameKey' | 'jobTitleKey' | 'publicText' | 'directoryText' | 'contactText'

type TeamsTable = {
  id: Generated<number>
  name: string
  version: Generated<number>
  /** The number of users outside the trash, written by a trigger. */
  members: ColumnType<number, never, number>
}

/** Written in the transaction of its change. Only erasure removes its values. */
type EventsTable = {
  id: Generated<number>
  at: Timestamp
  /** Still valid after the account is erased: "account 3". */
  actor: string
  actorId: ColumnType<number | null, number | null | undefined, never>
  verb: Verb | AccountVerb
  userId: ColumnType<number | null, number | undefined, never>
  version: ColumnType<number | null, number | undefined, never>
  revision: ColumnType<number | null, number | undefined, never>
  accountId: ColumnType<number | null, number | null | undefined, never>
  before: ColumnType<EventValues | null, string | null, null>
  after: ColumnType<EventValues | null, string | null, null>
}

type EventValues =
  | Snapshot
  | AccountState
  | SettingValues
  | { permission: string; page: string }
  | { token: number; name: string; contact: boolean }
  | { team: number; name: string }

/** `email` is for signing in; `userId` is the person in the directory, if any. */
type AccountsTable = {
  id: Generated<number>
  email: string
  role: Role
  /** A scrypt hash in PHC form; null until the owner chose a password. */
  password: string | null
  userId: number | null
  disabledAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  version: Generated<number>
  createdAt: Timestamp
}

/** The browser's cookie has the token, and the row only its SHA-256. */
type SessionsTable = {
  id: Generated<number>
  tokenHash: string
  accountId: number
  browser: string
  createdAt: Timestamp
  usedAt: Timestamp
}

/** A browser that signed in to the account before: guesses from elsewhere cannot lock its owner out. */
type KnownBrowsersTable = { tokenHash: string; accountId: number; createdAt: Timestamp }

type PasswordLinksTable = { accountId: number; tokenHash: string; expiresAt: Timestamp }

/** A code from the log, needed to make the first admin. */
type SetupCodesTable = { codeHash: string; expiresAt: Timestamp }

/** A saved form, kept so that sending it again gives the first answer. */
type SubmissionsTable = {
  id: string
  digest: string
  location: ColumnType<string | null, string | undefined, string>
  notice: ColumnType<string | null, string | undefined, string>
  createdAt: Timestamp
}

/** One row: the settings, and a counter that every write raises, so that readers see whether anything changed. */
type DirectoryTable = {
  revision: number
  settingsVersion: number
} & SettingValues

export type SettingValues = {
  publicView: boolean
  /** The organisation's name, shown in page titles; '' when not set. */
  organisation: string
  /** Origins whose pages may read the JSON, one per line; "*" for all. */
  corsOrigins: string
}

type TokensTable = {
  id: Generated<number>
  name: string
  tokenHash: string
  contact: boolean
  createdAt: Timestamp
  expiresAt: Timestamp
  usedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  revokedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}

/** An uploaded file of people. It is deleted after a day or once it is imported. */
export type ImportsTable = {
  id: Generated<number>
  accountId: number
  fileName: string
  /** Empty once it is imported. */
  content: Buffer
  options: Json<ReadOptions>
  version: Generated<number>
  /** A server that is saving it updates `beatAt`. */
  state: ColumnType<'staged' | 'saving' | 'done', undefined, 'staged' | 'saving' | 'done'>
  saved: ColumnType<number, undefined, number>
  total: ColumnType<number, undefined, number>
  refused: ColumnType<number, undefined, number>
  revision: ColumnType<number | null, undefined, number>
  /** Why saving failed, for the owner; '' when it did not fail. */
  failure: ColumnType<string, undefined, string>
  createdAt: Timestamp
  beatAt: Timestamp
}

/** The encoding, the separator between cells, the quote around them, and the target of each column. */
export type ReadOptions = { columns: string[]; [option: string]: string | number | string[] }

export type Tables = {
  users: UsersTable
  events: EventsTable
  submissions: SubmissionsTable
  directory: DirectoryTable
  accounts: AccountsTable
  sessions: SessionsTable
  knownBrowsers: KnownBrowsersTable
  passwordLinks: PasswordLinksTable
  setupCodes: SetupCodesTable
  tokens: TokensTable
  teams: TeamsTable
  imports: ImportsTable
}

export type User = Omit<Selectable<UsersTable>, SearchColumn>
export type NewUser = Insertable<UsersTable>
export type Account = Selectable<AccountsTable>
export type Token = Selectable<TokensTable>
export type Team = Selectable<TeamsTable>

type Event = Selectable<EventsTable>
export type UserEvent = Omit<Event, 'verb' | 'userId' | 'version' | 'before' | 'after'> & {
  verb: Verb
  userId: number
  version: number
  before: Snapshot | null
  after: Snapshot | null
}
export type AccountEvent = Omit<Event, 'verb'> & { verb: AccountVerb }

export type AccountState = Pick<Account, 'email' | 'role' | 'userId' | 'version'> & { disabled: boolean }

/** The row that a form changes, and the version that the form was rendered from. */
export type Target = { id: number; version: number }

export type Snapshot = Pick<User, keyof FieldColumns>
