/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "3";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "1d1a416209d43d1bf17ba8e41038f8fbbad681b1dea35d35d1d9497d0200073d";
