import { matches, parseFilter, pathOf, type Filter } from "./filter.ts";
import { attributeOf, isObject, keyIn, setAttribute, type Json } from "./json.ts";
import { ScimError } from "./scim-error.ts";

const MOST_OPERATIONS = 1000;
const MANY = new Set(["members", "emails", "roles"]);

interface Target {
  readonly attribute: string;
  readonly filter: Filter | undefined;
  readonly sub: string | undefined;
}

/**
 * A resource after the operations of a PATCH request (RFC 7644, section 3.5.2), as identity providers really send them: with a
 * path or without, with names of attributes for paths inside a value, with `op` in any case. The resource given stays as it is.
 */
export function patched(resource: Json, body: unknown): Json {
  const operations = isObject(body) ? attributeOf(body, "Operations") : undefined;
  if (!Array.isArray(operations) || operations.length === 0)
    throw new ScimError(400, "A patch has a list of Operations.", "invalidSyntax");
  if (operations.length > MOST_OPERATIONS) throw new ScimError(413, "There are too many Operations.");
  const after = structuredClone(resource);
  for (const operation of operations) {
    if (!isObject(operation)) throw new ScimError(400, "Each of the Operations is an object.", "invalidSyntax");
    const op = String(attributeOf(operation, "op") as string).toLowerCase();
    const path = attributeOf(operation, "path");
    const value = attributeOf(operation, "value");
    if (op !== "add" && op !== "replace" && op !== "remove")
      throw new ScimError(400, "op is add, replace or remove.", "invalidSyntax");
    if (typeof path === "string" && path.trim() !== "") apply(after, op, targetOf(path), value);
    else if (op === "remove") throw new ScimError(400, "remove needs a path.", "noTarget");
    else if (isObject(value)) for (const [name, each] of Object.entries(value)) applyNamed(after, op, name, each);
    else throw new ScimError(400, "Without a path, value is an object.", "invalidValue");
  }
  return after;
}

// Names inside a value are paths, too; a whole extension, or what we do not know, is let be.
function applyNamed(resource: Json, op: "add" | "replace", name: string, value: unknown): void {
  if (/^schemas$/i.test(name) || /^urn:.*:2\.0:(User|Group)$/i.test(name)) return;
  apply(resource, op, targetOf(name), value);
}

function apply(resource: Json, op: "add" | "replace" | "remove", target: Target, value: unknown): void {
  const { attribute, filter, sub } = target;
  const isMany = MANY.has(attribute.toLowerCase());
  if (isMany || filter !== undefined) return applyToMany(resource, op, target, value);
  if (sub !== undefined) {
    const within = attributeOf(resource, attribute);
    const object = isObject(within) ? within : {};
    if (op === "remove") delete object[keyIn(object, sub)];
    else setAttribute(object, sub, value);
    return setAttribute(resource, attribute, object);
  }
  if (op === "remove") {
    delete resource[keyIn(resource, attribute)];
    return;
  }
  const before = attributeOf(resource, attribute);
  setAttribute(resource, attribute, isObject(before) && isObject(value) ? merged(before, value) : value);
}

function applyToMany(resource: Json, op: "add" | "replace" | "remove", target: Target, value: unknown): void {
  const { attribute, filter, sub } = target;
  const given = [attributeOf(resource, attribute) ?? []].flat();
  const put = (elements: unknown[]) => setAttribute(resource, attribute, elements);
  if (filter === undefined) {
    if (sub !== undefined) throw new ScimError(400, `Of ${attribute}, one is named in brackets.`, "invalidPath");
    const values = (value === undefined || value === null ? [] : [value].flat()).map(asElement);
    if (op === "replace") return put(unique(values));
    if (op === "add") return put(unique([...given, ...values]));
    // Some take members away by a list of them instead of by a filter.
    const gone = new Set(values.map(valueIn));
    return put(values.length === 0 ? [] : given.filter((each) => !gone.has(valueIn(each))));
  }
  if (op === "remove" && sub === undefined) return put(given.filter((each) => !matches(filter, each)));
  const change = sub === undefined ? value : { [sub]: op === "remove" ? undefined : value };
  if (!isObject(change)) throw new ScimError(400, `A value of ${attribute} is an object.`, "invalidValue");
  const hit = given.some((each) => matches(filter, each));
  if (!hit && op !== "remove") return put([...given, merged(namedBy(filter), change)]);
  put(given.map((each) => (matches(filter, each) && isObject(each) ? merged(each, change) : each)));
}

function targetOf(text: string): Target {
  const [, before = text, within, after] = /^([^[\]]+)\[(.*)\](?:\.([\w$-]+))?$/s.exec(text.trim()) ?? [];
  const [attribute = "", sub] = steps(before.trim());
  return { attribute, filter: within === undefined ? undefined : parseFilter(within), sub: after ?? sub };
}

function steps(path: string): string[] {
  // What belongs to an extension keeps its whole name, and means nothing here.
  if (/^urn:ietf:params:scim:schemas:extension:/i.test(path)) return [path];
  try {
    return pathOf(path);
  } catch {
    throw new ScimError(400, `${path.slice(0, 100)} is no path.`, "invalidPath");
  }
}

// emails[type eq "work"] where there is none makes one of that type.
function namedBy(filter: Filter): Json {
  if (filter.is === "and") return { ...namedBy(filter.left), ...namedBy(filter.right) };
  return filter.is === "eq" && filter.path.length === 1 ? { [filter.path[0] ?? ""]: filter.value } : {};
}

function merged(before: Json, change: Json): Json {
  const after = { ...before };
  for (const [name, value] of Object.entries(change)) setAttribute(after, name, value);
  return after;
}

function asElement(value: unknown): unknown {
  return isObject(value) ? value : { value };
}

function valueIn(element: unknown): unknown {
  return isObject(element) ? attributeOf(element, "value") : element;
}

function unique(elements: unknown[]): unknown[] {
  return [...new Map(elements.map((each) => [valueIn(each), each])).values()];
}
