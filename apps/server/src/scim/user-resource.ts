import type { Role } from "@beckon/domain/permissions.ts";
import { email as emailShape, language as languageShape, line, type Language } from "@beckon/protocol/words.ts";
import { attributeOf, isObject, type Json } from "./json.ts";
import { ScimError } from "./scim-error.ts";

export const USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

/** A person as a company's directory knows them. */
export interface ScimPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language | null;
  readonly disabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly userName: string | null;
  readonly externalId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** What a directory wishes a person to be. */
export interface WantedPerson {
  readonly userName: string;
  readonly externalId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly language: Language | null;
}

/** A person as a SCIM resource. */
export function userResource(person: ScimPerson, baseUrl: string): Json {
  const { id, name, email, role, language, disabled, externalId, givenName, familyName } = person;
  return {
    schemas: [USER_SCHEMA],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName: person.userName ?? email,
    name: {
      formatted: name,
      ...(givenName === null ? {} : { givenName }),
      ...(familyName === null ? {} : { familyName }),
    },
    displayName: name,
    emails: [{ value: email, type: "work", primary: true }],
    active: !disabled,
    ...(language === null ? {} : { preferredLanguage: language }),
    roles: [{ value: role, primary: true }],
    meta: {
      resourceType: "User",
      created: person.createdAt.toISOString(),
      lastModified: person.updatedAt.toISOString(),
      location: `${baseUrl}/Users/${id}`,
    },
  };
}

/** Reads a user's resource as a directory sends it; `before`: the resource it was made of, which says what was changed. */
export function wantedPerson(resource: Json, before?: Json): WantedPerson {
  const userName = textIn(resource, "userName", 254);
  if (userName === null) throw new ScimError(400, "userName is needed.", "invalidValue");
  const email = emailIn(resource, userName, before);
  if (email === undefined)
    throw new ScimError(400, "An e-mail address is needed: in emails, or as userName.", "invalidValue");
  const names = attributeOf(resource, "name");
  const inName = (key: string) => (isObject(names) ? textIn(names, key, 100) : null);
  const [givenName, familyName] = [inName("givenName"), inName("familyName")];
  return {
    userName,
    externalId: textIn(resource, "externalId", 250),
    givenName,
    familyName,
    name: nameIn(resource, before, inName("formatted"), [givenName, familyName]) ?? email,
    email,
    active: activeIn(resource) ?? (before === undefined ? undefined : activeIn(before)) ?? true,
    language: languageIn(resource),
  };
}

// The display name, unless only the other names were changed.
function nameIn(
  resource: Json,
  before: Json | undefined,
  formatted: string | null,
  parts: (string | null)[],
): string | null {
  const joined =
    parts
      .filter((each) => each !== null)
      .join(" ")
      .slice(0, 100) || null;
  const displayName = textIn(resource, "displayName", 100);
  if (before === undefined) return displayName ?? formatted ?? joined;
  const was = textIn(before, "displayName", 100);
  const namesBefore = attributeOf(before, "name");
  const partsBefore = ["givenName", "familyName"].map((key) =>
    isObject(namesBefore) ? textIn(namesBefore, key, 100) : null,
  );
  if (displayName !== null && displayName !== was) return displayName;
  if (formatted !== null && formatted !== was) return formatted;
  return joined !== null && partsBefore.join("\0") !== parts.join("\0") ? joined : displayName;
}

// The primary address, else the first; the name to sign in with where that is one and no other came.
function emailIn(resource: Json, userName: string, before: Json | undefined): string | undefined {
  const addressOf = (one: Json) => {
    const listed = [attributeOf(one, "emails") ?? []].flat().filter(isObject);
    const primary = listed.find((each) => isTrue(attributeOf(each, "primary"))) ?? listed[0];
    const value = primary === undefined ? undefined : attributeOf(primary, "value");
    return typeof value === "string" ? value : undefined;
  };
  const said = addressOf(resource);
  const parsed = emailShape.safeParse(said);
  const name = emailShape.safeParse(userName);
  if (before === undefined) return parsed.success ? parsed.data : name.data;
  const wasName = emailShape.safeParse(textIn(before, "userName", 254) ?? "");
  const wasAddress = addressOf(before)?.toLowerCase();
  // Whoever was known by one address for both, and is given another name to sign in with, has another address.
  const follows = wasName.success && wasName.data === wasAddress && said?.toLowerCase() === wasAddress;
  if (follows && name.success) return name.data;
  return parsed.success ? parsed.data : (name.data ?? wasAddress);
}

// Undefined where nothing is said: then it stays as it was.
function activeIn(resource: Json): boolean | undefined {
  const active = attributeOf(resource, "active");
  if (active === undefined || active === null) return undefined;
  if (typeof active === "boolean") return active;
  if (typeof active === "string" && /^(true|false)$/i.test(active)) return isTrue(active);
  throw new ScimError(400, "active is true or false.", "invalidValue");
}

function languageIn(resource: Json): Language | null {
  const said = attributeOf(resource, "preferredLanguage") ?? attributeOf(resource, "locale");
  const parsed = languageShape.safeParse(typeof said === "string" ? said.slice(0, 2).toLowerCase() : undefined);
  return parsed.success ? parsed.data : null;
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}

/** A text in one line as a directory sent it; null where there is none, refused where it cannot be kept. */
export function textIn(object: Json, name: string, most: number): string | null {
  const value = attributeOf(object, name);
  if (value === undefined || value === null || value === "") return null;
  const parsed = line(most).safeParse(value);
  if (!parsed.success) throw new ScimError(400, `${name} is no text of at most ${most} characters.`, "invalidValue");
  return parsed.data === "" ? null : parsed.data;
}
