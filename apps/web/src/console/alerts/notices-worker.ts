import type { PushedNotice } from "@beckon/protocol/notices.ts";
import { SHOWN_NOTICES } from "../words/shown-notices.ts";

/**
 * Shows notices while no console is open [N1]. It answers no requests and keeps nothing, and is one file that imports no
 * other at run time, so that every browser can load it.
 */

type Shown = { close(): void; data: unknown };
type Page = { url: string; focus(): Promise<unknown>; navigate(url: string): Promise<unknown> };
type Event = { waitUntil(work: Promise<unknown>): void };
type Pushing = Event & { data: { json(): unknown } | null };
type Clicked = Event & { notification: Shown };
type Replaced = Event & { oldSubscription?: PushSubscription | null };
/** What a service worker has that the page's types do not know. */
type Scope = {
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll(how: { type: "window"; includeUncontrolled: true }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: "push", listener: (event: Pushing) => void): void;
  addEventListener(type: "notificationclick", listener: (event: Clicked) => void): void;
  addEventListener(type: "pushsubscriptionchange", listener: (event: Replaced) => void): void;
};
const scope = globalThis as unknown as Scope;

scope.addEventListener("push", (event) => {
  // Only the installation's own key gets anything here; it sends `PushedNotice`s.
  const notice = event.data?.json() as PushedNotice | undefined;
  if (notice) event.waitUntil(notice.is === "withdraw" ? withdraw(notice.tag) : show(notice));
});

scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { data } = event.notification;
  if (typeof data === "string" && data.startsWith("/console/")) event.waitUntil(openCase(data));
});

scope.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event.oldSubscription)));

async function show({ is, language, tag, customer, group, path }: PushedNotice): Promise<void> {
  const words = SHOWN_NOTICES[language];
  const about = is === "mine" || is === "escalated" ? words[is] : words.untaken;
  const [title, body] =
    is === "test" ? [words.test.title, words.test.body] : [about(customer || words.somebody), group];
  // Chromium rings again for a repeated one; the page's types do not know that yet.
  const options = { body, tag, data: path, lang: language, renotify: true };
  await scope.registration.showNotification(title, options);
}

async function withdraw(tag: string): Promise<void> {
  for (const shown of await scope.registration.getNotifications({ tag })) shown.close();
}

async function openCase(path: string): Promise<void> {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const console = pages.find(({ url }) => new URL(url).pathname.startsWith("/console"));
  try {
    if (!console) throw new Error("no console is open");
    await console.navigate(path);
    await console.focus();
  } catch {
    // None is open, or the one that is was there before this worker, and is not its to steer.
    await scope.clients.openWindow(path);
  }
}

/** The browser gave the subscription another address: the house is told, as whoever is signed in here. */
async function renew(old: PushSubscription | null | undefined): Promise<void> {
  if (!old) return;
  const { userVisibleOnly, applicationServerKey } = old.options;
  const fresh = await scope.registration.pushManager.subscribe({ userVisibleOnly, applicationServerKey });
  const { endpoint, keys } = fresh.toJSON();
  const language = navigator.language.slice(0, 2);
  const body = {
    endpoint,
    p256dh: keys?.["p256dh"],
    auth: keys?.["auth"],
    userAgent: navigator.userAgent.slice(0, 400),
    language: language in SHOWN_NOTICES ? language : "en",
  };
  const headers = { "content-type": "application/json" };
  await fetch("/api/console/notices/browsers", { method: "POST", headers, body: JSON.stringify(body) });
}
