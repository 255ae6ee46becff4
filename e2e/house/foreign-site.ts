import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A web site of somebody else's, at an origin of its own: one page, under the policy it is given; `close` it afterwards. */
export type ForeignSite = { readonly url: string; close(): Promise<void> };

/** Opens a site whose page is `html` and whose policy is `policy`. */
export async function openForeignSite(html: string, policy: string): Promise<ForeignSite> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
    response.end(html);
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}
