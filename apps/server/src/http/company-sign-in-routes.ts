import { done, type Outcome } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { FastifyReply } from "fastify";
import type { CompanySignIn } from "../sign-in/company-sign-in.ts";
import type { Routes } from "./route.ts";

/** The calls of sign-in by companies' own providers [I1, I2]. */
export function addCompanySignInRoutes(routes: Routes, company: CompanySignIn): void {
  routes.person(CALLS.readCompanySignIn, (_asked, person) => company.read(person));
  routes.person(CALLS.changeCompanySignIn, ({ body }, person) => company.change(person, body));
  routes.person(CALLS.removeCompanySignIn, (_asked, person) => company.remove(person));
  routes.person(CALLS.tryCompanySignIn, async ({ reply }, person) => leave(reply, await company.tryOut(person)));
  routes.person(CALLS.readCompanySignInTrial, ({ param }, person) => company.readTrial(person, param("id")));
  routes.anybody(CALLS.findCompanySignIn, ({ body, reply }) => company.find(body.email, reply.request.ip));
  routes.anybody(CALLS.beginCompanySignIn, async ({ body, reply }) =>
    leave(reply, await company.begin(body, reply.request.ip)),
  );
}

function leave(reply: FastifyReply, begun: Outcome<{ url: string; cookie: string }>): Outcome<{ url: string }> {
  if (!begun.ok) return begun;
  void reply.header("set-cookie", begun.value.cookie);
  return done({ url: begun.value.url });
}
