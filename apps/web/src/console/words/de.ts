import { en } from "./en.ts"; export const de: typeof en = en;
