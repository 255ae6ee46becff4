/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "1";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "a6f771d1e88dc7a1acdd087c065c2f14dd416d3d189c52a630a518e4d89d5b74";
