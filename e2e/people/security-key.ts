import type { Page } from "@playwright/test";

/** An authenticator in this page's browser, as a phone or a laptop has one; `verifies`: its owner shows that it is them. */
export async function giveSecurityKey(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const credentials = async () => (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  return {
    credentials,
    /** Whether its owner passes its fingerprint check from now on. */
    async verifies(isUserVerified: boolean): Promise<void> {
      await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    /** Whether its owner touches it when it is asked. */
    async touches(enabled: boolean): Promise<void> {
      await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
  };
}
