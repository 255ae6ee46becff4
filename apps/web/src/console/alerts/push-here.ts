import { CALLS } from "@beckon/protocol/calls.ts";
import { NOTICES_SCOPE, NOTICES_WORKER_PATH } from "@beckon/protocol/notices.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { call, Refused } from "../calls/call.ts";

/** Who turned notices on in this browser: whoever signs in after them has not. */
const MEMORY = "beckon.push";

/** Why this browser cannot be sent anything, or that it can. */
export type PushAbility = "able" | "cannotPush" | "needsHttps" | "blocked";

export function pushAbility(): PushAbility {
  if (!window.isSecureContext) return "needsHttps";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "cannotPush";
  return Notification.permission === "denied" ? "blocked" : "able";
}

/** What came of adding this browser. */
export type Added = "added" | "blocked" | "noPushService" | "notAccepted";

/** Asks for leave and subscribes this browser. Throws `Refused` when the house cannot be reached. */
export async function addThisBrowser(pushKey: string, personId: string, language: Language): Promise<Added> {
  if ((await Notification.requestPermission()) !== "granted") return "blocked";
  const registration = await navigator.serviceWorker.register(NOTICES_WORKER_PATH, { scope: NOTICES_SCOPE });
  await active(registration);
  let subscription: PushSubscription;
  try {
    subscription = await subscribe(registration, pushKey);
  } catch {
    return "noPushService";
  }
  try {
    await tellHouse(subscription, language);
  } catch (reason) {
    await subscription.unsubscribe();
    if (reason instanceof Refused && reason.refusal.reason === "invalid") return "notAccepted";
    throw reason;
  }
  localStorage.setItem(MEMORY, personId);
  return "added";
}

/** Says once a visit that this browser is still there, with the sign-in it has now. Does nothing where it was not added. */
export async function renewThisBrowser(pushKey: string, personId: string, language: Language): Promise<void> {
  if (pushAbility() !== "able" || Notification.permission !== "granted") return;
  const registration = await navigator.serviceWorker.getRegistration(NOTICES_SCOPE);
  const subscription = await registration?.pushManager.getSubscription();
  if (!registration || !subscription) return;
  if (localStorage.getItem(MEMORY) === personId) await tellHouse(await subscribe(registration, pushKey), language);
  else await subscription.unsubscribe();
}

/** The id this browser has in the list of those that show notices; undefined when it is none of them. */
export async function idOfThisBrowser(): Promise<string | undefined> {
  if (pushAbility() === "needsHttps" || pushAbility() === "cannotPush") return undefined;
  const registration = await navigator.serviceWorker.getRegistration(NOTICES_SCOPE);
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Ends the subscription of this browser, if it has one. */
export async function forgetThisBrowser(): Promise<void> {
  localStorage.removeItem(MEMORY);
  const registration = await navigator.serviceWorker.getRegistration(NOTICES_SCOPE);
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

async function subscribe(registration: ServiceWorkerRegistration, pushKey: string): Promise<PushSubscription> {
  const held = await registration.pushManager.getSubscription();
  const key = bytesOf(pushKey);
  if (held && isSame(held.options.applicationServerKey, key)) return held;
  // With another key the house could not send to it any more.
  await held?.unsubscribe();
  return await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function tellHouse(subscription: PushSubscription, language: Language): Promise<void> {
  const { endpoint = "", keys } = subscription.toJSON();
  const [p256dh, auth] = [keys?.["p256dh"] ?? "", keys?.["auth"] ?? ""];
  const userAgent = navigator.userAgent.slice(0, 400);
  await call(CALLS.addNoticeBrowser, { body: { endpoint, p256dh, auth, userAgent, language } });
}

/** A push can only be subscribed to once the worker runs. */
async function active(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (!worker || worker.state === "activated") return;
  await new Promise<void>((resolve) =>
    worker.addEventListener("statechange", () => worker.state === "activated" && resolve()),
  );
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function isSame(one: ArrayBuffer | null, other: Uint8Array): boolean {
  if (one === null || one.byteLength !== other.length) return false;
  return new Uint8Array(one).every((byte, index) => byte === other[index]);
}
