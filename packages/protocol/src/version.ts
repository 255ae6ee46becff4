/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "3";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "3f0254ad5438ebbde1c2cc041603d7f505866695e1960159b38cbc80fcb6c048";
