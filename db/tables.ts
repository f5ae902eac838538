import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely'
import type { Role } from './policy.ts'
import type { FieldName, FieldsOf, KindOf } from './user-fields.ts'

export type Link = { label: string; url: string }
export type Status = 'active' | 'inactive'
/** By what a write was done. */
export type Origin = 'form' | 'bulk' | 'import' | 'undo' | 'command'

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
  | 'ask-password-link'
  | 'ask-sign-in-link'
  | 'set-password'
  | 'set-second-factor'
  | 'drop-second-factor'
  | 'add-passkey'
  | 'remove-passkey'
  | 'make-recovery-codes'
  | 'use-recovery-code'
  | 'refuse-code'
  | 'sign-in'
  | 'confirm'
  | 'join-provider'
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

/**
 * Each phone number also has its E.164 form, or '' where that is not known, and each email its form in ASCII, or '' where
 * that is the same.
 */
type FieldColumns = { [Name in FieldName]: KindColumns[KindOf<Name>] } & {
  [Name in FieldsOf<'phone'> as `${Name}E164`]: string
} & { [Name in FieldsOf<'email'> as `${Name}Ascii`]: string }

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
export type SearchColumn =
  | 'nameKey'
  | 'surnameKey'
  | 'jobTitleKey'
  | 'publicNames'
  | 'directoryNames'
  | 'contactReach'
  | 'publicText'
  | 'directoryText'
  | 'contactText'

type TeamsTable = {
  id: Generated<number>
  name: string
  description: ColumnType<string, string | undefined, string>
  version: Generated<number>
  /** The number of users outside the trash, written by a trigger. */
  members: ColumnType<number, never, number>
  /** Those of them who are active. */
  activeMembers: ColumnType<number, never, number>
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
  /** Null for events that are not about users, and for old ones. */
  origin: ColumnType<Origin | null, Origin | undefined, never>
  accountId: ColumnType<number | null, number | null | undefined, never>
  before: ColumnType<EventValues | null, string | null, null>
  after: ColumnType<EventValues | null, string | null, null>
  /** From which it was done, for 90 days; of a write to several users only their first event has it. See db/network.ts. */
  network: ColumnType<string | null, string | null | undefined, null>
}

/** A line of the timeline, written by a trigger on `events`: all events of one write, or one other event. */
type DeedsTable = {
  /** Of its first event. */
  id: number
  at: Date
  actor: string
  actorId: number | null
  area: 'people' | 'teams' | 'accounts'
  verb: Verb | AccountVerb | 'import' | 'undo'
  /** Null for old writes of which it is not known. */
  origin: Origin | null
  revision: number | null
  /** How many users were changed. */
  people: number
  /** Of an import; '' when not known. */
  fileName: string
}

type EventValues =
  | Snapshot
  | AccountState
  | SettingValues
  | { permission: string; page: string }
  | { refused: number }
  | { token: number; name: string; contact: boolean }
  | { team: number; name: string; description?: string }

/** `email` is for signing in; `userId` is the person in the directory, if any. */
type AccountsTable = {
  id: Generated<number>
  email: string
  role: Role
  /** A scrypt hash in PHC form; null until the owner chose a password. */
  password: string | null
  userId: number | null
  disabledAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** The secret of the app that makes codes, in base32; null when there is no second factor. */
  secondFactor: ColumnType<string | null, string | null | undefined, string | null>
  /** Of the last code that was used. Codes of this step of 30 seconds and of earlier ones are refused. */
  secondFactorStep: Generated<number>
  /** The SHA-256 of those that are left. */
  recoveryCodes: ColumnType<string[], string[] | undefined, string[]>
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
  /** When its owner last proved who they are. */
  confirmedAt: Timestamp
  /** Of a session that began with single sign-on: the name that the provider gave it, or ''. */
  providerSession: ColumnType<string | null, string | null | undefined, never>
  /** It began with the header of a trusted proxy, and is over where that does not name its account. */
  byProxy: ColumnType<boolean, boolean | undefined, never>
}

/** Who an account is for the provider of single sign-on. */
type IdentitiesTable = { accountId: number; issuer: string; subject: string }

/** A browser that signed in to the account before: guesses from elsewhere cannot lock its owner out. */
type KnownBrowsersTable = {
  id: Generated<string>
  tokenHash: string
  accountId: number
  createdAt: Timestamp
}

type PasswordLinksTable = { accountId: number; tokenHash: string; expiresAt: Timestamp }

/** A link of one hour that somebody who forgot their password asked for. */
type AskedLinksTable = { tokenHash: string; accountId: number; expiresAt: Timestamp }

/** A mailed link that signs in, and the browser that asked for it. */
type SignInLinksTable = {
  tokenHash: string
  accountId: number
  browserHash: string
  /** The page to open afterwards. */
  next: string
  /** The rendered form that signed in with it, which may be sent twice. */
  usedBy: string | null
  expiresAt: Timestamp
}

/** A right password of an account with a second factor; the browser's cookie has the token. */
type PendingSignInsTable = { tokenHash: string; accountId: number; expiresAt: Timestamp }

/** A secret that is shown to its owner until a code of it confirms that an app has it. */
type SecondFactorSetupsTable = { sessionId: number; secret: string; expiresAt: Timestamp }

/** A key pair of a device; only the public key is here. `counter` is 0 for devices that do not count. */
type PasskeysTable = {
  id: Generated<number>
  accountId: number
  credential: string
  publicKey: Buffer
  counter: number
  transports: string[]
  /** The User-Agent header of the browser that made it. */
  browser: string
  createdAt: Timestamp
  usedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}

/** What a device is asked to sign; without an account for a sign-in. */
type PasskeyChallengesTable = { challengeHash: string; accountId: number | null; expiresAt: Timestamp }

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
  /** They may list the pages of the public view. */
  searchEngines: boolean
  /** The organisation's name, shown in page titles; '' when not set. */
  organisation: string
  /** Origins whose pages may read the JSON, one per line; "*" for all. */
  corsOrigins: string
  /** ISO 3166-1 alpha-2. Phone numbers without a country code belong there; '' when not chosen. */
  homeCountry: string
  /** An IANA name, in which pages show times; '' for UTC. */
  timeZone: string
  /** Whom single sign-on lets in: accounts that used it before, accounts with the same email, too, or everybody. */
  ssoAdmits: 'linked' | 'email' | 'everybody'
  /** Passwords are refused. It has no effect where no provider is set up. */
  ssoOnly: boolean
  /** An admin without one can only read. Single sign-on is instead of it. */
  adminsNeedSecondFactor: boolean
  /** People may sign in with a link by email. It has no effect where no mail is sent, or passwords are refused. */
  mailedLinks: boolean
  /** A mailto: or https: address for /.well-known/security.txt, which is missing while this is ''. */
  securityContact: string
  /** An https: address, or ''. */
  securityPolicy: string
}

type TokensTable = {
  id: Generated<number>
  /** The id of an account, which may be erased. */
  madeBy: ColumnType<number | null, number | null | undefined, number | null>
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
  /** Once it is imported, the rows that were left out. */
  content: Buffer
  options: Json<ReadOptions>
  version: Generated<number>
  /** A server that is saving it updates `beatAt`. */
  state: ColumnType<'staged' | 'saving' | 'done', undefined, 'staged' | 'saving' | 'done'>
  saved: ColumnType<number, undefined, number>
  total: ColumnType<number, undefined, number>
  refused: ColumnType<number, undefined, number>
  /** Rows that were left out because a question about them had no answer. */
  waiting: ColumnType<number, undefined, number>
  revision: ColumnType<number | null, undefined, number>
  /** Why saving failed, for the owner; '' when it did not fail. */
  failure: ColumnType<string, undefined, string>
  createdAt: Timestamp
  beatAt: Timestamp
}

export type LargeWritesTable = {
  id: Generated<number>
  accountId: number
  /** It was saved, or nothing of it will be. */
  over: ColumnType<boolean, undefined, boolean>
  saved: ColumnType<number, undefined, number>
  total: number
  /** Where its page leads once it is over, and the notice there. */
  location: string
  notice: string
  createdAt: Timestamp
  /** A server that is saving it updates this. */
  beatAt: Timestamp
}

/** What was chosen for the last import of a file with the same names of columns, which are kept as a hash. */
type RememberedColumnsTable = {
  headHash: string
  choices: Json<{ columns: string[]; [choice: string]: unknown }>
  usedAt: Timestamp
}

/** The encoding, the separator between cells, the quote around them, and the target of each column. */
export type ReadOptions = { columns: string[]; [option: string]: unknown }

/** Each word of the names, with the number of people who have it; written by triggers. */
type NameWordsTable = { word: ColumnType<string, never, never>; people: ColumnType<number, never, never> }

export type Tables = {
  users: UsersTable
  events: EventsTable
  deeds: DeedsTable
  submissions: SubmissionsTable
  directory: DirectoryTable
  accounts: AccountsTable
  sessions: SessionsTable
  knownBrowsers: KnownBrowsersTable
  passwordLinks: PasswordLinksTable
  identities: IdentitiesTable
  askedLinks: AskedLinksTable
  signInLinks: SignInLinksTable
  pendingSignIns: PendingSignInsTable
  secondFactorSetups: SecondFactorSetupsTable
  passkeys: PasskeysTable
  passkeyChallenges: PasskeyChallengesTable
  setupCodes: SetupCodesTable
  tokens: TokensTable
  teams: TeamsTable
  imports: ImportsTable
  largeWrites: LargeWritesTable
  rememberedColumns: RememberedColumnsTable
  nameWords: NameWordsTable
}

export type User = Omit<Selectable<UsersTable>, SearchColumn>
export type NewUser = Insertable<UsersTable>
export type Account = Selectable<AccountsTable>
export type Token = Selectable<TokensTable>
export type Team = Selectable<TeamsTable>
export type Deed = Selectable<DeedsTable>

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
