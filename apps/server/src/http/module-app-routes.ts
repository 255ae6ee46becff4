import type { FastifyInstance, FastifyReply } from "fastify";
import { ICON_SIZES } from "../modules/app-icon.ts";
import { buttonScript } from "../modules/button-script.ts";
import { appManifest, findModule, openIcons, type FoundModule } from "../modules/module-app.ts";
import { moduleUrl } from "../modules/module-row.ts";
import type { Database } from "../store/database.ts";
import { sendRefusal } from "./route.ts";

type Asked = { Params: { slug: string; size?: string; use?: string } };

/** What other sites and browsers fetch of a module: the script of its button, its web manifest and its icons [M12]. */
export function serveModuleApps(app: FastifyInstance, { db, publicUrl }: { db: Database; publicUrl: string }): void {
  const iconOf = openIcons(db);

  async function find({ slug }: Asked["Params"], reply: FastifyReply): Promise<FoundModule | undefined> {
    const found = /^[a-z0-9-]{1,64}$/.test(slug) ? await findModule(db, slug) : undefined;
    if (found === undefined) await sendRefusal(reply, { reason: "notFound" });
    return found;
  }

  app.get<Asked>("/m/:slug/button.js", async ({ params }, reply) => {
    const found = await find(params, reply);
    if (found === undefined) return reply;
    const { slug, sos, accent } = found.settings;
    return await reply
      .header("cache-control", "public, max-age=300")
      // It is there to be run by other sites' pages; nothing in it is anybody's secret.
      .header("cross-origin-resource-policy", "cross-origin")
      .type("text/javascript; charset=utf-8")
      .send(
        found.suspended
          ? "// This page takes no requests at present.\n"
          : buttonScript({ url: moduleUrl(publicUrl, slug), label: sos.label, accent }),
      );
  });

  app.get<Asked>("/m/:slug/app.webmanifest", async ({ params }, reply) => {
    const found = await find(params, reply);
    if (found === undefined) return reply;
    return await reply
      .header("cache-control", "no-cache")
      .type("application/manifest+json; charset=utf-8")
      .send(JSON.stringify(appManifest(found)));
  });

  app.get<Asked>("/m/:slug/icon/:size/:use", async ({ params }, reply) => {
    const size = ICON_SIZES.find((each) => String(each) === params.size);
    const use = (["any", "maskable"] as const).find((each) => each === params.use);
    if (size === undefined || use === undefined) return await sendRefusal(reply, { reason: "notFound" });
    const found = await find(params, reply);
    if (found === undefined) return reply;
    return await reply
      .header("cache-control", "public, max-age=3600")
      .type("image/png")
      .send(await iconOf(found.settings, size, use));
  });
}
