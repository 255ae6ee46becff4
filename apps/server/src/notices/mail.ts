import { createTransport } from "nodemailer";

export type Letter = {
  to: string;
  subject: string;
  text: string;
  /** Names this letter: sent twice, it is the same one. */
  id: string;
};

/** Sends mail by the operator's server. */
export interface Mail {
  /** False when the server did not take it; why stands in the log. */
  send(letter: Letter): Promise<boolean>;
  close(): void;
}

/** Opens the way to the mail server. A password is only sent over TLS, unless the server is on this computer. */
export function openMail(
  { smtpUrl, from }: { smtpUrl: string; from: string },
  log: { warn(about: object, message: string): void },
): Mail {
  const url = new URL(smtpUrl);
  const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const domain = /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? "localhost";
  const transport = createTransport({
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (url.protocol === "smtps:" ? 465 : 587) : Number(url.port),
    secure: url.protocol === "smtps:",
    ...(url.username === ""
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    requireTLS: url.protocol === "smtp:" && url.username !== "" && !here,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, id }) {
      try {
        await transport.sendMail({
          from,
          to: { name: "", address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          // Nobody's holiday note shall answer this.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return true;
      } catch (error) {
        // What the server said may repeat whom it was for; its codes do not.
        const code = error instanceof Error && "code" in error ? error.code : undefined;
        const answered = error instanceof Error && "responseCode" in error ? error.responseCode : undefined;
        log.warn({ code, answered }, "A mail could not be handed in");
        return false;
      }
    },
    close: () => transport.close(),
  };
}
