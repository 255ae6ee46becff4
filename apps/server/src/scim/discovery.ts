import { GROUP_SCHEMA } from "./groups.ts";
import type { Json } from "./json.ts";
import { USER_SCHEMA } from "./user-resource.ts";

/** How many resources one answer holds at most. */
export const MOST_AT_ONCE = 500;

/** What this server can do of SCIM. */
export function serviceProviderConfig(baseUrl: string): Json {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MOST_AT_ONCE },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: false },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer token",
        description: "The token that an administrator made in the settings, as a bearer token.",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${baseUrl}/ServiceProviderConfig` },
  };
}

/** What there is: users and groups. */
export function resourceTypes(baseUrl: string): Json[] {
  return [
    ["User", "Users", USER_SCHEMA],
    ["Group", "Groups", GROUP_SCHEMA],
  ].map(([name = "", path = "", schema]) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    id: name,
    name,
    endpoint: `/${path}`,
    schema,
    meta: { resourceType: "ResourceType", location: `${baseUrl}/ResourceTypes/${name}` },
  }));
}

/** The attributes of users and groups that mean something here. */
export function schemas(baseUrl: string): Json[] {
  const text = (name: string, more: Json = {}) => ({
    name,
    type: "string",
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...more,
  });
  const nested = (name: string, subAttributes: Json[], more: Json = {}) =>
    text(name, { type: "complex", subAttributes, ...more });
  const many = { multiValued: true };
  const readOnly = { mutability: "readOnly" };
  const described: [string, string, Json[]][] = [
    [
      USER_SCHEMA,
      "User",
      [
        text("userName", { required: true, uniqueness: "server" }),
        nested("name", [text("formatted"), text("givenName"), text("familyName")]),
        text("displayName"),
        nested("emails", [text("value"), text("type"), text("primary", { type: "boolean" })], many),
        text("active", { type: "boolean" }),
        text("preferredLanguage"),
        nested("roles", [text("value", readOnly)], { ...many, ...readOnly }),
      ],
    ],
    [
      GROUP_SCHEMA,
      "Group",
      [
        text("displayName", { required: true, uniqueness: "server" }),
        nested("members", [text("value", { mutability: "immutable" }), text("display", readOnly)], many),
      ],
    ],
  ];
  return described.map(([id, name, attributes]) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
    id,
    name,
    attributes,
    meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${id}` },
  }));
}
