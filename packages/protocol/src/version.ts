/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "2";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "2185c24a6c35b606a6d6b9e16a1f2deac72a2fbaaac5a2d6de2941dde15ecd84";
