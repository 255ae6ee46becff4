/** The protocol both sides speak. A page with another one is told to reload itself. */
export const PROTOCOL = "1";

/**
 * SHA-256 over every message's JSON Schema. A red test here asks: did you mean to change the protocol? If so, raise
 * `PROTOCOL` when old pages could misunderstand, write the change in docs/protocol.md, and take the new hash over.
 */
export const PROTOCOL_HASH = "46ef73dad1ffc91ac0332890edd42546c249263daaad76ef5726d187e99388e6";
