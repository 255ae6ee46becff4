/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "3";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "901b8ccefac8688249683b80ea4db5c62678b75792cc289e8325ca3d81d7a1a1";
