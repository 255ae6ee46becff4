import * as z from "zod/mini";
import { modulePage } from "@beckon/protocol/modules.ts";
import { language } from "@beckon/protocol/words.ts";

/** Where the designer's preview lives: the only address that may be framed, by our own pages and for people signed in [X7]. */
export const PREVIEW_PATH = "/console/preview";

/** What the designer can look at: a customer's way through a module. */
export const PREVIEW_VIEWS = ["start", "waiting", "after", "suspended"] as const;
export type PreviewView = (typeof PREVIEW_VIEWS)[number];

/** Designer to preview: show this. */
export const previewShown = z.object({
  type: z.literal("preview/show"),
  page: modulePage,
  survey: z.boolean(),
  view: z.enum(PREVIEW_VIEWS),
  language,
  theme: z.enum(["light", "dark"]),
});
export type PreviewShown = z.infer<typeof previewShown>;

/** Preview to designer: it is there and waits to be told what to show, or its reader chose a language in the page itself. */
export const previewSaid = z.discriminatedUnion("type", [
  z.object({ type: z.literal("preview/ready") }),
  z.object({ type: z.literal("preview/language"), language }),
]);
export type PreviewSaid = z.infer<typeof previewSaid>;
