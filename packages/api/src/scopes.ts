/** Everything a token can be allowed to do through the web API, as integrations name it. */
export const SCOPES = [
  "Sessions.Create",
  "Sessions.ReadOwn",
  "Sessions.ReadAll",
  "Sessions.EditOwn",
  "Sessions.EditAll",
  "Groups.Read",
  "Groups.Create",
  "Groups.Modify",
  "Groups.Share",
  "Groups.Delete",
  "Users.Read",
  "Users.Create",
  "Users.Modify",
  "Contacts.Read",
  "Devices.Read",
  "Connections.Read",
  "Connections.Modify",
  "Connections.Delete",
  "EventLogging.Read",
  "Account.Read",
  "Account.Modify",
] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * The scopes a list names, as people and clients write them: `all`, names in any case, `Groups.*` for all of a kind, with
 * commas or spaces between them. What is none is given back as `unknown`.
 */
export function scopesIn(list: string): { scopes: Scope[]; unknown: string[] } {
  const found = new Set<Scope>();
  const unknown: string[] = [];
  for (const word of list.split(/[\s,]+/).filter((each) => each !== "")) {
    const wanted = word.toLowerCase();
    const named = SCOPES.filter((one) => {
      const name = one.toLowerCase();
      return wanted === "all" || wanted === "*" || name === wanted || `${name.split(".", 1)[0]}.*` === wanted;
    });
    if (named.length === 0) unknown.push(word);
    for (const one of named) found.add(one);
  }
  return { scopes: SCOPES.filter((one) => found.has(one)), unknown };
}
