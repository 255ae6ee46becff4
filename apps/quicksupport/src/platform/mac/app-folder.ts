import { plist } from "./plist.ts";

/** The `Info.plist` of an app folder whose program is called `name` too; `hidden` keeps it out of the Dock. */
export function appInfo(app: { name: string; id: string; version: string; hidden: boolean }): string {
  return plist({
    CFBundleName: app.name,
    CFBundleDisplayName: app.name,
    CFBundleExecutable: app.name,
    CFBundleIdentifier: app.id,
    CFBundleVersion: app.version,
    CFBundleShortVersionString: app.version,
    CFBundlePackageType: "APPL",
    CFBundleIconFile: "icon",
    LSMinimumSystemVersion: "11.0",
    // A script says nothing of processors: without this macOS may offer to install Rosetta.
    LSArchitecturePriority: ["arm64"],
    LSUIElement: app.hidden,
    NSHighResolutionCapable: true,
  });
}

/** An app's icon file made of a PNG of 128 pixels. */
export function appIcon(png: Uint8Array): Buffer {
  const part = (name: string, body: Uint8Array): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, "latin1");
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  return part("icns", part("ic07", png));
}
