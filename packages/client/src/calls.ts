// Made from the OpenAPI document by `node scripts/make-client.ts`; changes go into packages/api.

import type {
  Account,
  AuditEvent,
  ConnectionList,
  Contact,
  Device,
  Group,
  Session,
  SessionList,
  SessionModule,
  Tokens,
  User,
} from "./shapes.ts";

/** Every call of the web API: what it is asked, all in one object, and what it answers. */
export interface Calls {
  /** Says whether the token is valid. */
  ping(): Promise<{
    token_valid: boolean;
  }>;

  /** Tells whose token it is. */
  readAccount(): Promise<Account>;

  /** Changes the name or the language of whoever the token is of. */
  changeAccount(asked?: {
    name?: string;
    email_language?: string;
    /** Taken when it is the address they have. */
    email?: string;
    /** Refused. */
    password?: string;
  }): Promise<void>;

  /** Lists the people of the company. */
  listUsers(asked?: {
    /** A part of the name. */
    name?: string;
    /** One address or several, with commas. */
    email?: string[];
    /** Those who have all of these. */
    permissions?: string[];
    /** With all that is known, not only id, name and email. */
    full_list?: boolean;
  }): Promise<{
    users: User[];
  }>;

  /** Adds a person to the company. */
  createUser(asked: {
    email: string;
    name: string;
    language?: string;
    password?: string;
    /** Only `ManageAdmins` counts: with it they are administrators. `role` says it better, and goes first. */
    permissions?: string[];
    /** Ours. */
    role?: "administrator" | "supervisor" | "expert";
    active?: boolean;
    /** Ours: answer with a link by which they choose a password. */
    sign_in_link?: boolean;
  }): Promise<User>;

  /** Tells of one person. */
  readUser(asked: { id: string }): Promise<User>;

  /** Changes a person. */
  changeUser(asked: {
    name?: string;
    language?: string;
    active?: boolean;
    /** Only `ManageAdmins` counts: with it they are administrators. `role` says it better, and goes first. */
    permissions?: string[];
    /** Ours. */
    role?: "administrator" | "supervisor" | "expert";
    /** Taken when it is the address they have. */
    email?: string;
    password?: string;
    id: string;
  }): Promise<void>;

  /** Lists the groups the token sees. */
  listGroups(asked?: {
    /** A part of the name. */
    name?: string;
    /** true: only those of others; false: only own ones. */
    shared?: boolean;
  }): Promise<{
    groups: Group[];
  }>;

  /** Makes a group. */
  createGroup(asked: { name: string }): Promise<Group>;

  /** Tells of one group. */
  readGroup(asked: { id: string }): Promise<Group>;

  /** Renames a group. */
  changeGroup(asked: { name?: string; id: string }): Promise<void>;

  /** Deletes a group that is empty. */
  deleteGroup(asked: { id: string }): Promise<void>;

  /** Shares a group, or changes how it is shared. */
  shareGroup(asked: {
    users: {
      userid: string;
      permissions?: "read" | "readwrite" | "full";
    }[];
    id: string;
  }): Promise<void>;

  /** Ends sharing a group with these people. */
  unshareGroup(asked: { users: string[]; id: string }): Promise<void>;

  /** Exchanges a code or a refresh token for new tokens. */
  getToken(): Promise<Tokens>;

  /** Ends an app's access. */
  revokeToken(asked?: { token?: string; client_id?: string; client_secret?: string }): Promise<Record<string, unknown>>;

  /** Lists the customers the token sees, whoever was seen last first. */
  listContacts(asked?: {
    groupid?: string;
    online_state?: "online" | "offline" | "busy" | "away";
    /** A part of the name or address. */
    name?: string;
    offset?: string;
  }): Promise<{
    contacts: Contact[];
    /** Ours: ask with it as `offset` for those after these. */
    next_offset?: string;
  }>;

  /** Tells of one customer. */
  readContact(asked: { id: string }): Promise<{
    contacts: Contact[];
  }>;

  /** Lists the computers of customers that the desktop module ran on, whichever was seen last first. */
  listDevices(asked?: {
    groupid?: string;
    online_state?: "online" | "offline" | "busy" | "away";
    /** A part of the name or address. */
    name?: string;
    remotecontrol_id?: string;
    offset?: string;
  }): Promise<{
    devices: Device[];
    /** Ours: ask with it as `offset` for those after these. */
    next_offset?: string;
  }>;

  /** Tells of one computer. */
  readDevice(asked: { id: string }): Promise<{
    devices: Device[];
  }>;

  /** Lists who was connected to whose computer, and when. */
  listConnections(asked?: {
    /** The expert's name, in any case. */
    username?: string;
    userid?: string;
    groupid?: string;
    /** The computer's name, in any case. */
    devicename?: string;
    deviceid?: string;
    /** Those that ended then or later. */
    from_date?: string;
    /** Those that ended then or before. */
    to_date?: string;
    /** next_offset of the page before. */
    offset_id?: string;
    /** Every connection here has a session code: false lists none. */
    has_code?: boolean;
    /** With or without dashes and the leading s. */
    session_code?: string;
  }): Promise<ConnectionList>;

  /** Adds notes and a billing state to a record. */
  changeConnection(asked: {
    notes?: string;
    /** A word of the integration's own choosing, such as Bill, Hide or DoNotBill. At first: Bill. */
    billing_state?: string;
    /** The id of a record. */
    id: string;
  }): Promise<void>;

  /** Deletes a record. */
  deleteConnection(asked: {
    /** The id of a record. */
    id: string;
  }): Promise<void>;

  /** Reads the audit log, newest first. */
  readEventLog(asked?: {
    /** From this instant on. */
    StartDate?: string;
    /** Before this instant; until now, if left out. */
    EndDate?: string;
    EventNames?: string[];
    EventTypes?: string[];
    /** By these people. */
    AccountEmails?: string[];
    /** A session's code, or an id. */
    AffectedItem?: string;
    ContinuationToken?: string;
  }): Promise<{
    AuditEvents: AuditEvent[];
    ContinuationToken?: string;
  }>;

  /** Lists sessions, newest first. */
  listSessions(asked?: {
    groupid?: string;
    /** u0: those that are nobody's. */
    assigned_userid?: string;
    /** Open unless said otherwise, or unless a status is asked for. Expired sessions are Open here. */
    state?: ("Open" | "Closed")[];
    /** Ours. */
    status?: ("new" | "pending" | "in_progress" | "closed" | "expired")[];
    /** Whole sessions, and not only code, state and groupid. */
    full_list?: boolean;
    /** The last session of the page before: those after it. */
    offset?: string;
  }): Promise<SessionList>;

  /** Makes a session. */
  createSession(asked?: {
    groupid?: string;
    /** A group by its name; an unknown name makes the group. */
    groupname?: string;
    /** A module's id or the name in its address: by its words and colours the customer is received. */
    custom_module_id?: string;
    waiting_message?: string;
    description?: string;
    /** The customer; a plain text is taken as the name. */
    end_customer?:
      | {
          name?: string;
          email?: string;
        }
      | string;
    /** Left out: the token's owner. u0: nobody, so that it is given or offered like any other. */
    assigned_userid?: string;
    custom_api?: string;
    customId?: string;
    /** Ours. */
    priority?: "low" | "normal" | "high" | "urgent";
    /** Ours: at most ten of at most 30 characters. */
    tags?: string[];
    /** For as long as the group says, unless given: 24 hours. */
    valid_until?: string;
    /** Default. */
    support_session_type?: string;
    /** Taken, and not used: Beckon sends no SMS. */
    sms_invite_number?: string;
    /** Taken, and not used. */
    sms_invite_language?: string;
    /** Taken, and not used. */
    tv_version?: string;
  }): Promise<Session>;

  /** Reads a session. */
  readSession(asked: {
    /** With or without dashes, spaces and the leading s. */
    code: string;
  }): Promise<Session>;

  /** Changes a session: what is given, all of it or nothing. */
  changeSession(asked: {
    groupid?: string;
    /** A group by its name; an unknown name makes the group. */
    groupname?: string;
    /** A module's id or the name in its address: by its words and colours the customer is received. */
    custom_module_id?: string;
    waiting_message?: string;
    description?: string;
    /** The customer; a plain text is taken as the name. */
    end_customer?:
      | {
          name?: string;
          email?: string;
        }
      | string;
    /** u0 takes it away from whoever has it. */
    assigned_userid?: string;
    custom_api?: string;
    customId?: string;
    /** Ours. */
    priority?: "low" | "normal" | "high" | "urgent";
    /** Ours: at most ten of at most 30 characters. */
    tags?: string[];
    /** Open reopens, Closed closes. */
    state?: "Open" | "Closed";
    /** With or without dashes, spaces and the leading s. */
    code: string;
  }): Promise<void>;

  /** Deletes a session with all that is kept of it. */
  deleteSession(asked: {
    /** With or without dashes, spaces and the leading s. */
    code: string;
  }): Promise<void>;

  /** Names the module by which the session's customer is received. */
  readSessionModule(asked: {
    /** With or without dashes, spaces and the leading s. */
    code: string;
  }): Promise<SessionModule>;
}

/** How each call is addressed. */
export const ADDRESSES: Readonly<Record<keyof Calls, readonly [method: string, path: string]>> = {
  ping: ["GET", "/ping"],
  readAccount: ["GET", "/account"],
  changeAccount: ["PUT", "/account"],
  listUsers: ["GET", "/users"],
  createUser: ["POST", "/users"],
  readUser: ["GET", "/users/{id}"],
  changeUser: ["PUT", "/users/{id}"],
  listGroups: ["GET", "/groups"],
  createGroup: ["POST", "/groups"],
  readGroup: ["GET", "/groups/{id}"],
  changeGroup: ["PUT", "/groups/{id}"],
  deleteGroup: ["DELETE", "/groups/{id}"],
  shareGroup: ["POST", "/groups/{id}/share_group"],
  unshareGroup: ["POST", "/groups/{id}/unshare_group"],
  getToken: ["POST", "/oauth2/token"],
  revokeToken: ["POST", "/oauth2/revoke"],
  listContacts: ["GET", "/contacts"],
  readContact: ["GET", "/contacts/{id}"],
  listDevices: ["GET", "/devices"],
  readDevice: ["GET", "/devices/{id}"],
  listConnections: ["GET", "/reports/connections"],
  changeConnection: ["PUT", "/reports/connections/{id}"],
  deleteConnection: ["DELETE", "/reports/connections/{id}"],
  readEventLog: ["POST", "/EventLogging"],
  listSessions: ["GET", "/sessions"],
  createSession: ["POST", "/sessions"],
  readSession: ["GET", "/sessions/{code}"],
  changeSession: ["PUT", "/sessions/{code}"],
  deleteSession: ["DELETE", "/sessions/{code}"],
  readSessionModule: ["GET", "/sessions/{code}/custom_modules_config_id"],
};
