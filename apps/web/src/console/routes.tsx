import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { CALLS } from "@beckon/protocol/calls.ts";
import { call, Refused } from "./calls/call.ts";
import { readContactFilters } from "./contacts/contact-filters.ts";
import { readFilters } from "./queue/filters.ts";
import { QueuePage } from "./queue/queue-page.tsx";
import { readReportFilters } from "./reports/report-filters.ts";
import { readSessionFilters } from "./sessions/session-filters.ts";
import { Broken, NotFound } from "./shell/broken.tsx";
import { Shell } from "./shell/shell.tsx";
import { SignedIn } from "./shell/signed-in.tsx";
import { SignInPage } from "./sign-in/sign-in-page.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });

const home = createRoute({
  getParentRoute: () => root,
  path: "/console",
  beforeLoad: () => {
    redirect({ to: "/console/queue", throw: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/console/sign-in",
  validateSearch: (search): { back?: string; out?: true; problem?: string } => ({
    ...(typeof search["back"] === "string" && search["back"].startsWith("/console/") ? { back: search["back"] } : {}),
    ...(search["out"] ? { out: true } : {}),
    // Why a sign-in by the company's provider did not succeed.
    ...(typeof search["problem"] === "string" ? { problem: search["problem"] } : {}),
  }),
  component: SignInPage,
});

const companyDoor = createRoute({
  getParentRoute: () => root,
  path: "/console/sign-in/$slug",
  component: lazyRouteComponent(() => import("./sign-in/company-door.tsx"), "CompanyDoor"),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/console/setup",
  component: lazyRouteComponent(() => import("./sign-in/setup-page.tsx"), "SetupPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/console/invitation",
  component: lazyRouteComponent(() => import("./sign-in/invitation-page.tsx"), "InvitationPage"),
});

/** Whether the server knows who sits here; signing out loads the page anew. */
let known = false;

/** Asks once who is there, and sends those who are not signed in to the right door. */
async function whoIsThere({ location }: { location: { href: string } }): Promise<void> {
  if (known) return;
  try {
    await call(CALLS.readMe);
    known = true;
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.refusal.reason !== "notSignedIn") return;
    const { needed } = await call(CALLS.setupNeeded);
    if (needed) redirect({ to: "/console/setup", throw: true });
    redirect({ to: "/console/sign-in", search: { back: location.href }, throw: true });
  }
}

/** For people signed in, without the live connection: an app asks, nobody comes to work. */
const authorize = createRoute({
  getParentRoute: () => root,
  path: "/console/authorize",
  beforeLoad: whoIsThere,
  component: lazyRouteComponent(() => import("./api-access/authorize-page.tsx"), "AuthorizePage"),
});

/** Everything behind the sign-in. */
const signed = createRoute({
  getParentRoute: () => root,
  id: "signed",
  beforeLoad: whoIsThere,
  component: SignedIn,
});

const shell = createRoute({ getParentRoute: () => signed, id: "shell", component: Shell });

const queue = createRoute({
  getParentRoute: () => shell,
  path: "/console/queue",
  validateSearch: readFilters,
  component: QueuePage,
});
/** The same page: the case is shown beside the queue. */
const queueCase = createRoute({ getParentRoute: () => queue, path: "/$caseId" });

const board = createRoute({
  getParentRoute: () => shell,
  path: "/console/board",
  validateSearch: (search): { group?: string } =>
    typeof search["group"] === "string" && search["group"] !== "" ? { group: search["group"] } : {},
  component: lazyRouteComponent(() => import("./board/board-page.tsx"), "BoardPage"),
});
const sessions = createRoute({
  getParentRoute: () => shell,
  path: "/console/sessions",
  validateSearch: readSessionFilters,
  component: lazyRouteComponent(() => import("./sessions/sessions-page.tsx"), "SessionsPage"),
});
const sessionsCase = createRoute({ getParentRoute: () => sessions, path: "/$caseId" });

const reports = createRoute({
  getParentRoute: () => shell,
  path: "/console/reports",
  validateSearch: readReportFilters,
  component: lazyRouteComponent(() => import("./reports/reports-page.tsx"), "ReportsPage"),
});

const contacts = createRoute({
  getParentRoute: () => shell,
  path: "/console/contacts",
  validateSearch: readContactFilters,
  component: lazyRouteComponent(() => import("./contacts/contacts-page.tsx"), "ContactsPage"),
});
const contact = createRoute({
  getParentRoute: () => shell,
  path: "/console/contacts/$contactId",
  component: lazyRouteComponent(() => import("./contacts/contact-page.tsx"), "ContactPage"),
});

const session = createRoute({
  getParentRoute: () => signed,
  path: "/console/session/$caseId",
  component: lazyRouteComponent(() => import("./session/session-page.tsx"), "SessionPage"),
});

const modules = createRoute({
  getParentRoute: () => shell,
  path: "/console/modules",
  component: lazyRouteComponent(() => import("./modules/modules-page.tsx"), "ModulesPage"),
});
const newModule = createRoute({
  getParentRoute: () => shell,
  path: "/console/modules/new",
  component: lazyRouteComponent(() => import("./modules/new-module-page.tsx"), "NewModulePage"),
});
const oneModule = createRoute({
  getParentRoute: () => shell,
  path: "/console/modules/$moduleId",
  validateSearch: ({ part }): { part?: "deploy" | "versions" } =>
    part === "deploy" || part === "versions" ? { part } : {},
  component: lazyRouteComponent(() => import("./modules/module-page.tsx"), "ModulePage"),
});
const team = createRoute({
  getParentRoute: () => shell,
  path: "/console/team",
  component: lazyRouteComponent(() => import("./team/team-page.tsx"), "TeamPage"),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: "/console/settings",
  beforeLoad: () => {
    redirect({ to: "/console/settings/$part", params: { part: "profile" }, replace: true, throw: true });
  },
});
const settingsPart = createRoute({
  getParentRoute: () => shell,
  path: "/console/settings/$part",
  component: lazyRouteComponent(() => import("./settings/settings-page.tsx"), "SettingsPage"),
});
const recording = createRoute({
  getParentRoute: () => shell,
  path: "/console/recordings/$recordingId",
  component: lazyRouteComponent(() => import("./recordings/recording-page.tsx"), "RecordingPage"),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: "/console/audit",
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

/** Every address of the console. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    companyDoor,
    setup,
    invitation,
    authorize,
    signed.addChildren([
      session,
      shell.addChildren([
        queue.addChildren([queueCase]),
        board,
        sessions.addChildren([sessionsCase]),
        reports,
        contacts,
        contact,
        modules,
        newModule,
        oneModule,
        team,
        settings,
        settingsPart,
        recording,
        audit,
      ]),
    ]),
  ]),
  defaultPreload: "intent",
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- the library is told of the routes this way
  interface Register {
    router: typeof router;
  }
}
