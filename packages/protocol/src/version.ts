/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "1";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "7c91193fbe1ba4748a1a1d8457dcf8ed50dd83639b4ef7291cec19b8d2c3a072";
