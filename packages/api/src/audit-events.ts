import type { AuditAct } from "@beckon/domain/audit-act.ts";

/** What sorts of events integrations ask `/EventLogging` for. */
export const EVENT_TYPES = [
  "Session",
  "UserProfile",
  "CompanyAdministration",
  "GroupManagement",
  "CustomModules",
  "ComputersAndContacts",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/**
 * What each act of the audit log is called for integrations, and of which sort it is [W16]: the Web API's names where it has
 * one for the same thing, ours elsewhere. Each name stands for one act.
 */
export const AUDIT_EVENTS = {
  "case/created": ["CaseCreated", "Session"],
  "case/assigned": ["CaseAssigned", "Session"],
  "case/edited": ["CaseUpdated", "Session"],
  "case/extended": ["CaseExtended", "Session"],
  "case/connected": ["StartedSession", "Session"],
  "case/left": ["EndedSession", "Session"],
  "case/invited": ["ColleagueInvited", "Session"],
  "case/colleagueConnected": ["JoinedSession", "Session"],
  "case/colleagueLeft": ["LeftSession", "Session"],
  "case/handedOver": ["CaseHandedOver", "Session"],
  "case/messageAnswered": ["MessageAnswered", "Session"],
  "case/closed": ["CaseClosed", "Session"],
  "case/reopened": ["CaseReopened", "Session"],
  "case/deleted": ["CaseDeleted", "Session"],
  "recording/started": ["StartedRecording", "Session"],
  "recording/ended": ["EndedRecording", "Session"],
  "recording/viewed": ["RecordingViewed", "Session"],
  "recording/deleted": ["RecordingDeleted", "Session"],
  "person/signedIn": ["UserSignedIn", "UserProfile"],
  "person/created": ["UserCreated", "CompanyAdministration"],
  "person/changed": ["EditUserProperties", "UserProfile"],
  "person/disabled": ["UserDisabled", "CompanyAdministration"],
  "person/enabled": ["UserEnabled", "CompanyAdministration"],
  "person/passwordChanged": ["PasswordChanged", "UserProfile"],
  "person/passwordReset": ["PasswordReset", "UserProfile"],
  "person/workloadChanged": ["UserWorkloadUpdated", "UserProfile"],
  "person/secondFactorSetUp": ["SecondFactorEnabled", "UserProfile"],
  "person/secondFactorRemoved": ["SecondFactorDisabled", "UserProfile"],
  "person/recoveryCodesMade": ["RecoveryCodesCreated", "UserProfile"],
  "person/recoveryCodeUsed": ["RecoveryCodeUsed", "UserProfile"],
  "invitation/created": ["InvitationCreated", "CompanyAdministration"],
  "invitation/withdrawn": ["InvitationWithdrawn", "CompanyAdministration"],
  "invitation/accepted": ["JoinCompany", "CompanyAdministration"],
  "company/created": ["CompanyCreated", "CompanyAdministration"],
  "company/changed": ["CompanyUpdated", "CompanyAdministration"],
  "token/created": ["ScriptTokenAdded", "CompanyAdministration"],
  "token/revoked": ["ScriptTokenDeleted", "CompanyAdministration"],
  "reply/created": ["CannedReplyAdded", "CompanyAdministration"],
  "reply/changed": ["CannedReplyUpdated", "CompanyAdministration"],
  "reply/deleted": ["CannedReplyDeleted", "CompanyAdministration"],
  "group/created": ["GroupAdded", "GroupManagement"],
  "group/changed": ["GroupUpdated", "GroupManagement"],
  "group/assignmentChanged": ["GroupAssignmentUpdated", "GroupManagement"],
  "group/shared": ["GroupShared", "GroupManagement"],
  "group/unshared": ["GroupUnshared", "GroupManagement"],
  "group/deleted": ["GroupDeleted", "GroupManagement"],
  "module/created": ["CustomModuleAdded", "CustomModules"],
  "module/changed": ["CustomModuleUpdated", "CustomModules"],
  "module/drafted": ["CustomModuleDrafted", "CustomModules"],
  "module/draftDiscarded": ["CustomModuleDraftDiscarded", "CustomModules"],
  "module/published": ["CustomModulePublished", "CustomModules"],
  "module/suspended": ["CustomModuleSuspended", "CustomModules"],
  "module/resumed": ["CustomModuleResumed", "CustomModules"],
  "module/deleted": ["CustomModuleDeleted", "CustomModules"],
  "logo/uploaded": ["LogoUploaded", "CustomModules"],
  "contact/created": ["ContactAdded", "ComputersAndContacts"],
  "connection/changed": ["ConnectionReportUpdated", "Session"],
  "connection/deleted": ["ConnectionReportDeleted", "Session"],
  "contact/changed": ["ContactUpdated", "ComputersAndContacts"],
  "contact/merged": ["ContactsMerged", "ComputersAndContacts"],
  "contact/exported": ["ContactExported", "ComputersAndContacts"],
  "contact/erased": ["ContactErased", "ComputersAndContacts"],
} as const satisfies Record<AuditAct, readonly [name: string, type: EventType]>;

export type EventName = (typeof AUDIT_EVENTS)[AuditAct][0];
export const EVENT_NAMES = Object.values(AUDIT_EVENTS).map(([name]) => name);
