import { done, type Outcome } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { FastifyReply } from "fastify";
import { makeScimToken, readScim, removeScimToken } from "../scim/scim-token.ts";
import type { SignIn } from "../sign-in/sign-in.ts";
import type { Database } from "../store/database.ts";
import type { Routes } from "./route.ts";

/** The calls of sign-in by companies' own providers [I1, I2], and of their directories [I6]. */
export function addCompanySignInRoutes(
  routes: Routes,
  { signIn: { company }, db, publicUrl }: { signIn: SignIn; db: Database; publicUrl: string },
): void {
  routes.person(CALLS.readScim, (_asked, person) => readScim(db, person, publicUrl));
  routes.person(CALLS.makeScimToken, ({ now }, person) => makeScimToken(db, person, now));
  routes.person(CALLS.removeScimToken, ({ now }, person) => removeScimToken(db, person, now));
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
