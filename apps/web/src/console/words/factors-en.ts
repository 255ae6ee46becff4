import type { SignInWay } from "@beckon/protocol/sign-in.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");

/** What the console says about what people sign in with besides a password, in English. */
export const factorsEn = {
  title: "Second factor",
  intro:
    "After your password, Beckon asks for a code that an app on your phone shows. Nobody gets in with your password alone.",
  off: "Not set up.",
  on: "Set up: a code is asked for after your password.",
  codesLeft: (count: number) =>
    f.plural(count, { one: "# recovery code is left.", other: "# recovery codes are left." }),
  setUp: "Set up",
  turnOff: "Switch off",
  turnOffText: "From then on your password alone is enough to sign in. It takes your password and a code.",
  turnedOff: "The second factor is switched off.",
  newCodes: "New recovery codes",
  newCodesText: "You get ten new codes. The old ones no longer work.",
  makeCodes: "Make new codes",
  next: "Continue",
  password: "Your password",
  wrongPassword: "The password is wrong.",
  scan: "Scan this with an authenticator app on your phone, such as Aegis, 2FAS, or the one of your password manager.",
  qr: "QR code for the authenticator app",
  byHand: "Or type this key into it:",
  copyKey: "Copy the key",
  firstCode: "The six digits it shows now",
  confirm: "Check and switch on",
  turnedOn: "The second factor is on. Other browsers in which you signed in with your password alone are signed out.",
  codesTitle: "Recovery codes",
  codesText:
    "Each lets you in once, should you not have your phone. They are shown only now: keep them where you find them without it.",
  copyCodes: "Copy",
  saveCodes: "Download",
  printCodes: "Print",
  fileName: "beckon-recovery-codes.txt",
  kept: "I have kept them",
  codeTitle: "Your code",
  codeText: "Open your authenticator app and type the six digits it shows for Beckon.",
  code: "Six-digit code",
  paperText: "Type one of the recovery codes you kept. Each works once.",
  paper: "Recovery code",
  codeOrPaper: "Code, or a recovery code",
  usePaper: "Use a recovery code",
  useApp: "Use the authenticator app",
  wrongCode: "This code is not right, or was used already. Wait for the next one and try again.",
  wrongPaper: "This recovery code is not right, or was used already.",
  again: "That took too long, or too many tries. Sign in once more.",
  back: "Back to sign-in",
  lost: "Neither your phone nor a code at hand? An administrator can reset your second factor.",
  ways: {
    password: "by password",
    code: "by password and code",
    recoveryCode: "by password and recovery code",
    passkey: "by passkey",
    company: "by the company’s sign-in",
  } satisfies Record<SignInWay, string>,
};
