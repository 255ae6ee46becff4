import type { Words } from "../words/use-words.tsx";

/** What a contact is called: their name, else their address. */
export function contactName(w: Words, { name, email }: { name: string; email: string }): string {
  return name || email || w.contacts.unnamed;
}
