/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "3";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "bb71b951d6b7195c04708db31efcd9b16ee32e05817f9bc609e7cf36220a8f24";
