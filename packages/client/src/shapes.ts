// Made from the OpenAPI document by `node scripts/make-client.ts`; changes go into packages/api.

/** The shapes of what the web API is asked and answers. */

export type Account = {
  userid: string;
  email: string;
  name: string;
  company_name: string;
  email_validated: boolean;
  /** A language's two letters, or `auto`: none was chosen. */
  email_language: string;
};

export type AuditEvent = {
  EventName:
    | "CaseCreated"
    | "CaseAssigned"
    | "CaseUpdated"
    | "CaseExtended"
    | "StartedSession"
    | "EndedSession"
    | "ColleagueInvited"
    | "JoinedSession"
    | "LeftSession"
    | "CaseHandedOver"
    | "MessageAnswered"
    | "CaseClosed"
    | "CaseReopened"
    | "CaseDeleted"
    | "StartedRecording"
    | "EndedRecording"
    | "RecordingViewed"
    | "RecordingDeleted"
    | "UserSignedIn"
    | "UserCreated"
    | "EditUserProperties"
    | "UserDisabled"
    | "UserEnabled"
    | "PasswordChanged"
    | "PasswordReset"
    | "PasswordGiven"
    | "UserWorkloadUpdated"
    | "SecondFactorEnabled"
    | "SecondFactorDisabled"
    | "RecoveryCodesCreated"
    | "RecoveryCodeUsed"
    | "SecondFactorReset"
    | "PasskeyAdded"
    | "PasskeyRemoved"
    | "InvitationCreated"
    | "InvitationWithdrawn"
    | "JoinCompany"
    | "CompanyCreated"
    | "CompanyUpdated"
    | "ScriptTokenAdded"
    | "ScriptTokenDeleted"
    | "UserBoundToCompanySignIn"
    | "CompanySignInUpdated"
    | "CompanySignInRemoved"
    | "ScimTokenAdded"
    | "ScimTokenDeleted"
    | "UserDeletedByDirectory"
    | "AppAdded"
    | "AppDeleted"
    | "AppAuthorized"
    | "AppAuthorizationRevoked"
    | "AppAuthorizationMisused"
    | "WebhookAdded"
    | "WebhookUpdated"
    | "WebhookSecretChanged"
    | "WebhookSwitchedOff"
    | "WebhookDeleted"
    | "CannedReplyAdded"
    | "CannedReplyUpdated"
    | "CannedReplyDeleted"
    | "GroupAdded"
    | "GroupUpdated"
    | "GroupAssignmentUpdated"
    | "GroupShared"
    | "GroupUnshared"
    | "GroupDeleted"
    | "CustomModuleAdded"
    | "CustomModuleUpdated"
    | "CustomModuleDrafted"
    | "CustomModuleDraftDiscarded"
    | "CustomModulePublished"
    | "CustomModuleSuspended"
    | "CustomModuleResumed"
    | "CustomModuleDeleted"
    | "LogoUploaded"
    | "ContactAdded"
    | "ReportExported"
    | "ConnectionReportUpdated"
    | "ConnectionReportDeleted"
    | "ContactUpdated"
    | "ContactsMerged"
    | "ContactExported"
    | "ContactErased";
  EventType:
    | "Session"
    | "UserProfile"
    | "CompanyAdministration"
    | "GroupManagement"
    | "CustomModules"
    | "ComputersAndContacts";
  Timestamp: string;
  /** Who did it, as they were called then; `Beckon`: the house itself. */
  Author: string;
  /** What it was done to: a session's code, or what the thing is called. */
  AffectedItem: string;
  EventDetails: {
    PropertyName: string;
    NewValue: string;
    OldValue?: string;
  }[];
  /** Ours: names the entry for good. */
  EventId: string;
  /** Ours. */
  AuthorId?: string;
  /** Ours. */
  AffectedItemId: string;
};

export type Connection = {
  id: string;
  /** The expert. */
  userid: string;
  username: string;
  /** The customer's computer, when it is known. */
  deviceid?: string;
  devicename?: string;
  groupid: string;
  groupname: string;
  start_date: string;
  end_date: string;
  session_code: string;
  session_created_at: string;
  valid_until: string;
  assigned_userid?: string;
  assigned_at?: string;
  /** What the expert wrote for the team on the session. */
  session_note?: string;
  /** What was added by this API. */
  notes?: string;
  billing_state: string;
  custom_api?: string;
  end_customer?: {
    name?: string;
    email?: string;
  };
  feedback?: {
    /** 1 to 5. */
    session_rating: number;
    user_comment?: string;
  };
};

export type ConnectionList = {
  records: Connection[];
  /** How many follow this page; left out on the last. */
  records_remaining?: number;
  /** Left out on the last page. */
  next_offset?: string;
};

export type Contact = {
  contact_id: string;
  name: string;
  groupid?: string;
  /** The team's note; only of one contact that was asked for. */
  description?: string;
  /** Whether they are connected to a case now. */
  online_state: "online" | "offline";
  /** Ours. */
  email?: string;
  /** Ours. */
  last_seen?: string;
};

export type Device = {
  device_id: string;
  /** Names the computer only: nobody connects by it, cases are connected to by their code. */
  remotecontrol_id: string;
  groupid?: string;
  alias: string;
  /** System and program. */
  description?: string;
  /** Whether they are connected to a case now. */
  online_state: "online" | "offline";
  last_seen?: string;
  /** Ours: who used it. */
  contact_id?: string;
};

export type Error = {
  error:
    | "invalid_request"
    | "invalid_token"
    | "token_expired"
    | "wrong_credentials"
    | "invalid_client"
    | "invalid_permission"
    | "not_found"
    | "rate_limit_reached"
    | "too_many_retries"
    | "internal_error";
  /** What happened and what to do, for people. */
  error_description: string;
  /** The HTTP status. */
  error_code: number;
  /** Stands in the server's log, too. */
  error_signature: string;
};

export type Group = {
  id: string;
  name: string;
  /** What the token's person may do with it. */
  permissions: "owned" | "read" | "readwrite";
  owner?: {
    userid: string;
    name: string;
  };
  shared_with?: {
    userid: string;
    name: string;
    permissions: "read" | "readwrite";
  }[];
};

/** Only code, state and groupid, unless full_list was asked for. */
export type ListedSession = {
  code: string;
  /** An expired session still reads Open: its valid_until has passed. See status for what it is in. */
  state: "Open" | "Closed";
  groupid: string;
  /** The module by whose words and colours the customer is received. */
  custom_module_id?: string;
  support_session_type?: "Default";
  /** What the customer reads while they wait. */
  waiting_message?: string;
  description?: string;
  end_customer?: {
    name?: string;
    email?: string;
  };
  /** Left out when it is nobody's. */
  assigned_userid?: string;
  assigned_at?: string;
  /** Where the customer joins. */
  end_customer_link?: string;
  /** Opens the session in the console, after signing in. An address, not a key. */
  supporter_link?: string;
  /** The same as supporter_link. */
  webclient_supporter_link?: string;
  /** Whatever the integration keeps here; shown to nobody. */
  custom_api?: string;
  customId?: string;
  created_at?: string;
  valid_until?: string;
  closed_at?: string;
  /** Whether the customer is connected now. */
  online?: boolean;
  /** Ours: which of its five states it is in. */
  status?: "new" | "pending" | "in_progress" | "closed" | "expired";
  /** Ours. */
  priority?: "low" | "normal" | "high" | "urgent";
  /** Ours. */
  tags?: string[];
  /** Ours: the customer's place in the queue, from 1, while they wait. */
  position?: number;
  /** Ours: since when the customer waits. */
  waiting_since?: string;
};

export type Session = {
  code: string;
  /** An expired session still reads Open: its valid_until has passed. See status for what it is in. */
  state: "Open" | "Closed";
  groupid: string;
  /** The module by whose words and colours the customer is received. */
  custom_module_id?: string;
  support_session_type: "Default";
  /** What the customer reads while they wait. */
  waiting_message?: string;
  description?: string;
  end_customer?: {
    name?: string;
    email?: string;
  };
  /** Left out when it is nobody's. */
  assigned_userid?: string;
  assigned_at?: string;
  /** Where the customer joins. */
  end_customer_link: string;
  /** Opens the session in the console, after signing in. An address, not a key. */
  supporter_link: string;
  /** The same as supporter_link. */
  webclient_supporter_link: string;
  /** Whatever the integration keeps here; shown to nobody. */
  custom_api?: string;
  customId?: string;
  created_at: string;
  valid_until: string;
  closed_at?: string;
  /** Whether the customer is connected now. */
  online: boolean;
  /** Ours: which of its five states it is in. */
  status: "new" | "pending" | "in_progress" | "closed" | "expired";
  /** Ours. */
  priority: "low" | "normal" | "high" | "urgent";
  /** Ours. */
  tags: string[];
  /** Ours: the customer's place in the queue, from 1, while they wait. */
  position?: number;
  /** Ours: since when the customer waits. */
  waiting_since?: string;
};

export type SessionEvent = {
  type:
    | "session.created"
    | "session.assigned"
    | "session.state_changed"
    | "session.closed"
    | "session.reopened"
    | "session.expired"
    | "session.rated"
    | "session.escalated";
  timestamp: string;
  data: {
    /** The session as it was right after that. */
    session: Session;
    /** Who did it. */
    by: {
      kind: "user" | "customer" | "system";
      userid?: string;
      /** The name of the token or app, when it was done by one. */
      through?: string;
    };
    /** With every change of the status. */
    previous_status?: "new" | "pending" | "in_progress" | "closed" | "expired";
    /** With session.assigned; left out when it was nobody’s. */
    previous_assigned_userid?: string;
    /** With session.escalated. */
    previous_groupid?: string;
    /** With session.escalated. */
    waited_seconds?: number;
    /** With session.rated: one to five stars. */
    rating?: {
      session_rating: number;
      user_comment?: string;
    };
  };
};

export type SessionList = {
  sessions: ListedSession[];
  next_offset?: string;
  /** How many follow this page, counted to 100,000. */
  sessions_remaining?: number;
};

export type SessionModule = {
  /** The name in the address of the module's page. */
  config_id: string;
};

export type TokenRequest = {
  grant_type: "authorization_code" | "refresh_token";
  client_id?: string;
  client_secret?: string;
  /** For authorization_code. */
  code?: string;
  /** For authorization_code: the same as in the request. */
  redirect_uri?: string;
  /** For authorization_code, when there was a challenge. */
  code_verifier?: string;
  /** For refresh_token. */
  refresh_token?: string;
};

export type Tokens = {
  access_token: string;
  token_type: "bearer";
  /** Seconds. */
  expires_in: number;
  refresh_token: string;
};

export type User = {
  id: string;
  name: string;
  email: string;
  /** With commas between them; they follow from the role. */
  permissions?: string;
  /** false: disabled, may not sign in. */
  active?: boolean;
  online_state?: "online" | "away" | "busy" | "offline";
  last_access_date?: string;
  /** A module whose cases are assigned to them. */
  custom_quicksupport_id?: string;
  /** Ours. */
  role?: "administrator" | "supervisor" | "expert";
  /** Ours: works once and for seven days. */
  sign_in_link?: string;
};
