import type { Privilege, ScreenTrouble } from "@beckon/protocol/peer.ts";
import type { Transfer } from "@beckon/session/session-values.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");

/** What only the desktop module's page says, in English; the other languages have exactly this shape. */
export const words = {
  consent: {
    title: (expert: string) => `May ${expert} help on this computer?`,
    see: "See your whole screen and point at things on it",
    also: "If you want, allow more:",
    more: {
      control: "Use your mouse and keyboard",
      clipboard: "Copy and paste between the two computers",
      files: "Send you files and receive files you choose",
    },
    calm: (keys: string) =>
      keys === ""
        ? "You can change this at any time, and stop everything with one button."
        : `You can change this at any time. ${keys} stops everything at once.`,
    allowSeeing: "Allow, only to see",
    allow: "Allow what is ticked",
    resume: "The program was started again, so your screen is no longer shown.",
    resumeGo: "Show my screen again",
    failed: "It could not be started. Try again.",
  },
  rights: {
    see: "See my screen",
    point: "Point and draw",
    control: "Mouse and keyboard",
    clipboard: "Copy and paste",
    files: "Files",
    restart: "Restart this computer",
    record: "Record what is seen",
  } satisfies Record<Privilege, string>,
  asks: {
    see: (expert: string) => `${expert} asks to see your screen.`,
    point: (expert: string) => `${expert} asks to point and draw on your screen.`,
    control: (expert: string) => `${expert} asks to use your mouse and keyboard.`,
    clipboard: (expert: string) => `${expert} asks to copy and paste between the two computers.`,
    files: (expert: string) => `${expert} asks to send and receive files.`,
    restart: (expert: string) =>
      `${expert} asks to restart this computer when needed. Save your work first: this session goes on afterwards.`,
  } satisfies Record<Exclude<Privilege, "record">, (expert: string) => string>,
  handsBusy: (expert: string) => `${expert} is using your mouse or keyboard. You can allow more as soon as they rest.`,
  may: (expert: string) => `What ${expert} may do`,
  stopKeys: (keys: string) => `Stop everything at once (${keys})`,
  throughServer: "The connection runs through the server, encrypted from end to end with the same four words.",
  trouble: {
    locked: "This computer is locked: nothing is seen until you sign in.",
    notPermitted: "This system does not let the program see the screen. Allow screen recording in its settings.",
    noScreen: "No screen is connected: nothing is seen.",
  } satisfies Record<ScreenTrouble, string>,
  files: {
    title: "Files",
    send: "Send a file",
    asked: (expert: string) => `${expert} asks you for a file.`,
    choose: "Choose a file",
    decline: "No",
    notSent: "The file could not be sent. Allow files first, or try a smaller one.",
    sending: (name: string) => `${name} is being read…`,
    text: "Copied text",
    image: "Copied picture",
    states: {
      offered: "waits for an answer",
      running: "on its way",
      paused: "paused",
      stalled: "waits for the connection",
      done: "done",
      refused: "not accepted",
      cancelled: "cancelled",
      damaged: "damaged on the way, not kept",
    } satisfies Record<Transfer["state"], string>,
    because: {
      notAllowed: "not allowed",
      tooLarge: "too large",
      noSpace: "no space on the disk",
      declined: "declined",
      changed: "the file changed meanwhile",
      failed: "could not be written",
    },
    from: "received",
    to: "sent",
    progress: (done: string, all: string) => `${done} of ${all}`,
    pause: "Pause",
    goOn: "Go on",
    cancel: "Cancel",
    lies: "Received files are in",
    change: "Change",
    folder: "Folder for received files",
    folderHint: "The whole path of a folder that exists.",
    folderWrong: "This is no folder the program can write to.",
    save: "Use this folder",
  },
  program: {
    remove: "Remove this program",
    removeTitle: "Remove this program?",
    removeText:
      "The button on your desktop and everything the program keeps on this computer go away. Your open case, if there is one, can no longer be reached from here. Received files stay.",
    removeYes: "Remove",
    removeNo: "Keep",
    outdated: "There is a newer version of this program",
    outdatedText: "This one can no longer reach the server. Download the program again from the page where you got it.",
    ended: "The program has ended",
    endedText: "You can close this window. To get help again, start the program anew.",
    elsewhere: "This goes on in another window",
    elsewhereText: "The program was opened again and goes on in the window that came up then. You can close this one.",
    locked: "Open this page from the program",
    lockedText: "This address works once. Start the program again: it opens its own window.",
  },
  formats: f,
};

export type DesktopWords = typeof words;
