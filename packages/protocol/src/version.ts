/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "2";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "ad174795976ac633266608e026b392d9fb14d2fccc43dbd6cc624e53098ba988";
