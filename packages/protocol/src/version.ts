/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "2";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "7483e0441bd3eb65131e13004fb9f1c51cb63fdbf9c23c937fa82695b4f32a94";
