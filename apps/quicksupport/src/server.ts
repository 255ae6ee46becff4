import { CALLS } from "@beckon/protocol/calls.ts";
import { modulePage } from "@beckon/protocol/modules.ts";
import type { CustomerDown } from "@beckon/protocol/down.ts";
import { customerDown } from "@beckon/protocol/down.ts";
import type { ModuleStatement, ProgramOwner } from "@beckon/protocol/program.ts";
import type { CustomerRequest } from "@beckon/protocol/up.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { ModuleAnswer, StorePorts } from "@beckon/customer/store-ports.ts";
import { openServerLink } from "@beckon/session/server-link.ts";
import type { Kept } from "./kept.ts";
import { checkStatement } from "./statement.ts";

const ANSWER_MS = 15_000;

/** The one server this module talks to [X18]. */
export type Server = Pick<StorePorts, "openLink" | "readModule"> & {
  /** What the server says this module is, signed by it; undefined when it cannot be had or believed [M7]. */
  readStatement(): Promise<ModuleStatement | undefined>;
};

/** Reaches the server of `owner`. Nothing follows a redirect to another one. */
export function reachServer(owner: ProgramOwner, kept: Kept, language: () => Language): Server {
  const read = async (path: string): Promise<Response> =>
    await fetch(owner.server + path, { redirect: "error", signal: AbortSignal.timeout(ANSWER_MS) });
  return {
    openLink: (onOpen) =>
      openServerLink<CustomerRequest, CustomerDown>({
        url: `${owner.server.replace(/^http/, "ws")}/live/customer`,
        language: language(),
        parse: (json) => customerDown.safeParse(json).data,
        onOpen,
      }),
    async readModule(slug): Promise<ModuleAnswer> {
      try {
        const response = await read(CALLS.readModulePage.path.replace(":slug", encodeURIComponent(slug)));
        if (response.status === 404) return { is: "unknown" };
        const { data } = modulePage.safeParse(await response.json());
        return response.ok && data ? { is: "found", module: data } : { is: "unreachable" };
      } catch {
        return { is: "unreachable" };
      }
    },
    async readStatement() {
      try {
        const response = await read(CALLS.readModuleStatement.path.replace(":slug", encodeURIComponent(owner.module)));
        return response.ok ? checkStatement(await response.json(), owner, kept) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
