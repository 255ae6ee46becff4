import { addressKey } from "./address-key.ts";

/** Lets each address make `burst` requests at once and `perSecond` in the long run. */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Takes one request from an address; returns after how many seconds it may come again, 0 when it may go on. */
export type TakeRequest = (address: string, nowMs: number) => number;

const MOST_ADDRESSES = 50_000;

/** Counts requests by address in this server's memory, which stays bounded however many addresses come. */
export function limitRequests({ burst, perSecond }: RateLimit): TakeRequest {
  const buckets = new Map<string, { left: number; at: number }>();
  return (address, nowMs) => {
    const key = addressKey(address);
    const bucket = buckets.get(key) ?? { left: burst, at: nowMs };
    const left = Math.min(burst, bucket.left + ((nowMs - bucket.at) / 1000) * perSecond);
    // The map's order is that of the last request, so the first key is the one longest silent.
    buckets.delete(key);
    buckets.set(key, { left: Math.max(0, left - 1), at: nowMs });
    if (buckets.size > MOST_ADDRESSES) buckets.delete(buckets.keys().next().value ?? key);
    return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
  };
}
