import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import type { AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import type { GroupAccess, Role } from "@beckon/domain/permissions.ts";
import type { RecordingPolicy } from "@beckon/domain/recording.ts";
import type { NoticeChoices, NoticeWay } from "@beckon/domain/notice.ts";
import type { SignInWay } from "@beckon/protocol/sign-in.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { CaseTables } from "./case-tables.ts";
import type { CompanySignInTables } from "./company-sign-in-tables.ts";
import type { ContactTables } from "./contact-tables.ts";
import type { FactorTables } from "./factor-tables.ts";
import type { EventTables } from "./event-tables.ts";
import type { ScimTables } from "./scim-tables.ts";
import type { TokenTables } from "./token-tables.ts";
import type { ReportTables } from "./report-tables.ts";
import type { AuditEntry } from "@beckon/protocol/calls.ts";

/** Every table of the database, as Kysely reads and writes it. Instants are milliseconds since 1970 unless typed `Date`. */
export interface Schema
  extends
    CaseTables,
    CompanySignInTables,
    ContactTables,
    EventTables,
    FactorTables,
    ReportTables,
    ScimTables,
    TokenTables {
  installation: InstallationTable;
  companies: CompaniesTable;
  people: PeopleTable;
  sign_ins: SignInsTable;
  credentials: CredentialsTable;
  tries: TriesTable;
  groups: GroupsTable;
  group_shares: GroupSharesTable;
  modules: ModulesTable;
  logos: LogosTable;
  module_versions: ModuleVersionsTable;
  module_drafts: ModuleDraftsTable;
  invitations: InvitationsTable;
  audit: AuditTable;
  recordings: RecordingsTable;
  recording_pieces: RecordingPiecesTable;
  recording_events: RecordingEventsTable;
  recording_viewings: RecordingViewingsTable;
  replies: RepliesTable;
  notice_choices: NoticeChoicesTable;
  notice_browsers: NoticeBrowsersTable;
  notices: NoticesTable;
  attachments: AttachmentsTable;
  attachment_pieces: { attachment_id: string; place: number; sealed: Buffer };
}

/** An instant that the sign-in library writes. */
type LibraryInstant = ColumnType<Date, Date | undefined, Date>;
/** The database gives it once; nobody changes it. */
type GivenOnce<T> = ColumnType<T, T | undefined, never>;

interface InstallationTable {
  only_row: Generated<boolean>;
  secret: string;
  setup_token_hashes: string[];
  created_at: number;
}

interface CompaniesTable {
  id: GivenOnce<string>;
  name: string;
  recordings_keep: Generated<RecordingPolicy["keep"]>;
  recordings_days: Generated<number>;
  second_factor_required: Generated<boolean>;
  created_at: number;
}

interface PeopleTable {
  id: GivenOnce<string>;
  company_id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  photo: string | null;
  role: Role;
  language: Language | null;
  disabled_at: number | null;
  two_factor_enabled: Generated<boolean>;
  second_factor_reset_at: number | null;
  second_factor_reset_by: string | null;
  last_signed_in_at: Generated<number | null>;
  created_at: LibraryInstant;
  updated_at: LibraryInstant;
}

interface SignInsTable {
  id: GivenOnce<string>;
  person_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  way: Generated<SignInWay>;
  created_at: LibraryInstant;
  updated_at: LibraryInstant;
}

interface CredentialsTable {
  id: GivenOnce<string>;
  person_id: string;
  provider: string;
  account: string;
  password_hash: string | null;
  created_at: LibraryInstant;
  updated_at: LibraryInstant;
}

interface TriesTable {
  key: string;
  count: number;
  window_ends_at: number;
}

interface GroupsTable {
  id: GivenOnce<string>;
  company_id: string;
  name: string;
  owner_id: string | null;
  warn_ms: number;
  alarm_ms: number;
  validity_ms: Generated<number>;
  message_validity_ms: Generated<number>;
  policy: Generated<AssignmentKind>;
  accept_ms: Generated<number>;
  escalate_ms: Generated<number>;
  fallback_group_id: Generated<string | null>;
  hours: ColumnType<OpeningHours | null, string | null | undefined, string | null>;
  created_at: number;
}

interface GroupSharesTable {
  company_id: string;
  group_id: string;
  person_id: string;
  access: GroupAccess;
}

interface ModulesTable {
  id: GivenOnce<string>;
  company_id: string;
  group_id: string;
  assignee_id: string | null;
  name: string;
  slug: string;
  /** The live version's settings that have no column of their own. */
  settings: JSONColumnType<object>;
  version: number;
  revision: number;
  changed_by: string | null;
  changed_at: number;
  suspended_at: number | null;
  created_at: number;
}

interface LogosTable {
  id: string;
  company_id: string;
  image: Buffer;
  created_at: number;
}

interface ModuleVersionsTable {
  module_id: string;
  number: number;
  settings: JSONColumnType<object>;
  by_id: string | null;
  at: number;
}

interface ModuleDraftsTable {
  module_id: string;
  settings: JSONColumnType<object>;
  by_id: string | null;
  at: number;
}

interface InvitationsTable {
  id: GivenOnce<string>;
  company_id: string;
  token_hash: string;
  email: string;
  role: Role;
  group_ids: string[];
  created_by_id: string;
  created_at: number;
  expires_at: number;
  person_id: Generated<string | null>;
}

export interface AuditTable {
  id: ColumnType<number, never, never>;
  company_id: string;
  at: number;
  actor_id: string | null;
  actor_name: string;
  through: Generated<string>;
  act: string;
  subject: string;
  details: JSONColumnType<AuditEntry["details"]>;
}

interface RecordingsTable {
  id: string;
  company_id: string;
  case_id: string;
  person_id: string;
  media: string;
  key_id: string;
  wrapped_key: Buffer;
  started_at: number;
  touched_at: number;
  ended_at: number | null;
  days: number;
  duration_ms: number;
  pieces: number;
  events: number;
  bytes: number;
  seal: Buffer;
}

interface AttachmentsTable {
  id: string;
  company_id: string;
  case_id: string;
  name: string;
  bytes: number;
  pieces: number;
  key_id: string;
  wrapped_key: Buffer;
  touched_at: number;
  ended_at: number | null;
  picture: Buffer | null;
}

interface RecordingPiecesTable {
  recording_id: string;
  place: number;
  at_ms: number | null;
  until_ms: number;
  bytes: number;
  sealed: Buffer;
}

interface RecordingEventsTable {
  recording_id: string;
  place: number;
  sealed: Buffer;
}

/** `texts`: one for each language it was written in. */
export interface RepliesTable {
  id: GivenOnce<string>;
  company_id: string;
  group_id: string | null;
  name: string;
  texts: JSONColumnType<Partial<Record<Language, string>>>;
  version: Generated<number>;
  changed_by_id: string;
  changed_at: number;
}

interface RecordingViewingsTable {
  id: string;
  recording_id: string;
  person_id: string;
  ends_at: number;
}

interface NoticeChoicesTable {
  person_id: string;
  choices: JSONColumnType<NoticeChoices>;
}

interface NoticeBrowsersTable {
  id: string;
  person_id: string;
  sign_in_id: string;
  sealed: Buffer;
  user_agent: string;
  language: Language;
  since: number;
  seen_at: number;
}

interface NoticesTable {
  person_id: string;
  case_id: string;
  way: NoticeWay;
  told: number;
  next_at: number | null;
  leased_until: number | null;
}
