import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely'

export type Link = { label: string; url: string }
export type Status = 'active' | 'inactive'
/** What an event says was done: `restore` leads out of the trash, `revert` back to an earlier version, `erase` away. */
export type Verb = 'create' | 'update' | 'trash' | 'restore' | 'revert' | 'erase'

type Json<T extends object> = JSONColumnType<T, string, string>
type Timestamp = ColumnType<Date, Date | undefined, Date>

/** Somebody listed in the directory. Optional text is '' when not set. */
type UsersTable = {
  id: Generated<number>
  name: string
  knownAs: string
  email: string
  /** As typed. */
  phone: string
  /** The same number in E.164, or '' when it could not be told. */
  phoneE164: string
  jobTitle: string
  location: string
  about: string
  links: Json<Link[]>
  status: Status
  listed: boolean
  version: Generated<number>
  createdAt: Timestamp
  updatedAt: Timestamp
  trashedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}

/** One audit entry: written in the transaction of the change it tells of. Only erasure takes its values away. */
type EventsTable = {
  id: Generated<number>
  at: Timestamp
  actor: string
  verb: Verb
  userId: number
  version: number
  revision: number
  before: ColumnType<Listing | null, string | null, null>
  after: ColumnType<Listing | null, string | null, null>
}

/** A form that was saved, kept so that sending it again gives the first answer. */
type SubmissionsTable = {
  id: string
  digest: string
  location: ColumnType<string | null, string | undefined, string>
  notice: ColumnType<string | null, string | undefined, string>
  createdAt: Timestamp
}

/** One row: a counter that every write raises, so readers can tell in one look whether anything changed. */
type DirectoryTable = { revision: number }

export type Tables = {
  users: UsersTable
  events: EventsTable
  submissions: SubmissionsTable
  directory: DirectoryTable
}

export type User = Selectable<UsersTable>
export type NewUser = Insertable<UsersTable>
export type UserEvent = Selectable<EventsTable>

/** What a keeper can change about a user: the columns that forms write and history compares. */
export type Listing = Pick<
  User,
  | 'name'
  | 'knownAs'
  | 'email'
  | 'phone'
  | 'phoneE164'
  | 'jobTitle'
  | 'location'
  | 'about'
  | 'links'
  | 'status'
  | 'listed'
>
