/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "2";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "f07bbfab64c815dd696d92229dd15aa60bb5a821b06474ac5dfab4000cc2f73c";
