/** A JSON object of a SCIM resource; names of attributes are compared in any case, as RFC 7643 has it. */
export type Json = Record<string, unknown>;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The name an attribute already has in an object, whatever its case; the given one where it is new. */
export function keyIn(object: Json, name: string): string {
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted) ?? name;
}

/** An attribute's value, by its name in any case. */
export function attributeOf(object: Json, name: string): unknown {
  const key = keyIn(object, name);
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an attribute as its own, whatever it is called. */
export function setAttribute(object: Json, name: string, value: unknown): void {
  Object.defineProperty(object, keyIn(object, name), { value, enumerable: true, configurable: true, writable: true });
}
