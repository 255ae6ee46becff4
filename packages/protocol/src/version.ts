/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "2";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "7edb5bcc1fc4f7fd339c153571fc70f2684f8359d3b63e31d47f25d5f093d60a";
