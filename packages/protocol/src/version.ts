/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "3";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "3f1b91a8f5c7340d8ac3ee1d7e85588d843555a0eec7f7b69008e02a37e75402";
