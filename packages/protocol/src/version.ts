/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "1";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "d6783f4977ab4eb6d44213d11711cb54153be9f3cdd8d89f1632755f9d516332";
