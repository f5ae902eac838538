import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely'
import type { Role } from './policy.ts'
import type { FieldName, FieldsOf, KindOf } from './user-fields.ts'

export type Link = { label: string; url: string }
export type Status = 'active' | 'inactive'
/** What an event says was done: `restore` leads out of the trash, `revert` back to an earlier version, `erase` away. */
export type Verb = 'create' | 'update' | 'trash' | 'restore' | 'revert' | 'erase'

/** What an event says was done to an account, by an account, or in the name of one. */
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

/** What the column of a field holds. Text is '' when not set. */
type KindColumns = {
  line: string
  paragraphs: string
  email: string
  /** As typed. */
  phone: string
  /** Ids, ascending. */
  teams: ColumnType<number[], number[] | undefined, number[]>
  links: Json<Link[]>
  status: Status
  listed: boolean
}

/** The columns that the fields fill. Beside a phone number its E.164 form; '' where that is not known. */
type FieldColumns = { [Name in FieldName]: KindColumns[KindOf<Name>] } & {
  [Name in FieldsOf<'phone'> as `${Name}E164`]: string
}

/** Somebody listed in the directory. */
type UsersTable = FieldColumns & {
  id: Generated<number>
  /** Their teams by name; the database keeps them. */
  namedTeams: ColumnType<{ id: number; name: string }[], never, never>
  version: Generated<number>
  createdAt: Timestamp
  updatedAt: Timestamp
  trashedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
} & Record<SearchColumn, ColumnType<string, never, never>>

/**
 * What orders and searches compare: text of a user without accents and case. The database keeps it. The last three hold
 * what each level may search in.
 */
export type SearchColumn = 'nameKey' | 'jobTitleKey' | 'publicText' | 'directoryText' | 'contactText'

/** A part of the organisation that users are in. */
type TeamsTable = {
  id: Generated<number>
  name: string
  version: Generated<number>
  /** How many users outside the trash are in it; the database counts. */
  members: ColumnType<number, never, number>
}

/**
 * One audit entry: written in the transaction of the change it tells of, about a user (then it has the version that the
 * change made) or about an account. Only erasure takes its values away.
 */
type EventsTable = {
  id: Generated<number>
  at: Timestamp
  /** Who did it, in words that stay when the account goes: "account 3". */
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
  | Listing
  | AccountState
  | SettingValues
  | { permission: string; page: string }
  | { token: number; name: string; contact: boolean }
  | { team: number; name: string }

/** Somebody who signs in. The e-mail is the account's own; the user is the listing that is theirs, if any. */
type AccountsTable = {
  id: Generated<number>
  email: string
  role: Role
  /** A scrypt hash in PHC form; null until its owner has chosen a password. */
  password: string | null
  userId: number | null
  disabledAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  version: Generated<number>
  createdAt: Timestamp
}

/** One browser that is signed in. The cookie holds the token, the row its SHA-256. */
type SessionsTable = {
  id: Generated<number>
  tokenHash: string
  accountId: number
  /** What the browser calls itself. */
  browser: string
  createdAt: Timestamp
  usedAt: Timestamp
}

/** A browser from which an account has signed in before, so that guessing elsewhere does not shut its owner out. */
type KnownBrowsersTable = { tokenHash: string; accountId: number; createdAt: Timestamp }

/** The one-time link with which the owner of an account chooses a password. */
type PasswordLinksTable = { accountId: number; tokenHash: string; expiresAt: Timestamp }

/** A code printed in the log, without which no first admin is made. */
type SetupCodesTable = { codeHash: string; expiresAt: Timestamp }

/** A form that was saved, kept so that sending it again gives the first answer. */
type SubmissionsTable = {
  id: string
  digest: string
  location: ColumnType<string | null, string | undefined, string>
  notice: ColumnType<string | null, string | undefined, string>
  createdAt: Timestamp
}

/** One row: a counter that every write raises, so readers can tell in one look whether anything changed, and settings. */
type DirectoryTable = {
  revision: number
  settingsVersion: number
} & SettingValues

/** What an admin decides about the directory. */
export type SettingValues = {
  /** Whether people who are not signed in see the public view. */
  publicView: boolean
  /** Whose directory it is, as page titles say; '' when not set. */
  organisation: string
  /** The origins whose pages may read the JSON, one on each line; "*" for all. */
  corsOrigins: string
}

/** A read-only key for the JSON. The table keeps its SHA-256. */
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

/** A file of people that an account has uploaded. It is here for a day at most, and no longer than until it is imported. */
export type ImportsTable = {
  id: Generated<number>
  accountId: number
  fileName: string
  /** The file as it came; empty once it is imported. */
  content: Buffer
  options: Json<ReadOptions>
  version: Generated<number>
  /** Uploaded; being saved by a server, which says so at `beatAt`; saved. */
  state: ColumnType<'staged' | 'saving' | 'done', undefined, 'staged' | 'saving' | 'done'>
  /** How many of `total` people are saved, where the state is "saving". */
  saved: ColumnType<number, undefined, number>
  total: ColumnType<number, undefined, number>
  /** How many rows of the file were not taken. */
  refused: ColumnType<number, undefined, number>
  /** Of the write that saved it. */
  revision: ColumnType<number | null, undefined, number>
  /** Why saving it came to nothing, for its owner; '' when it did not. */
  failure: ColumnType<string, undefined, string>
  createdAt: Timestamp
  beatAt: Timestamp
}

/** How a file is to be read: its encoding, what stands between cells and around them, and where each column goes. */
export type ReadOptions = { encoding: string; separator: string; quote: string; columns: string[] }

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
  before: Listing | null
  after: Listing | null
}
export type AccountEvent = Omit<Event, 'verb'> & { verb: AccountVerb }

/** What an admin can change about an account, as its events tell it. */
export type AccountState = Pick<Account, 'email' | 'role' | 'userId' | 'version'> & { disabled: boolean }

/** The row that a form is about, and the version that the form was rendered from. */
export type Target = { id: number; version: number }

/** What an editor can change about a user, as rows and events hold it. */
export type Listing = Pick<User, keyof FieldColumns>
