/** A request below `/api/auth`, read: to set up, use or remove what somebody proves themselves by. */
export interface FactorRequest {
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly address: string;
  /** Hands it to the library with this body, and nothing else that was sent. */
  readonly ask: (path: string, body: object) => Promise<Response>;
}
