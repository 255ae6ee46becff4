import { CALLS } from "@beckon/protocol/calls.ts";
import { changeContact, createContact } from "../contacts/change-contact.ts";
import { eraseContact } from "../contacts/erase-contact.ts";
import { exportContact } from "../contacts/export-contact.ts";
import { mergeContacts, previewMerge } from "../contacts/merge-contacts.ts";
import { listComputers, listContacts, readContact } from "../contacts/read-contacts.ts";
import type { Announce } from "../desk/news.ts";
import type { Database } from "../store/database.ts";
import type { Routes } from "./route.ts";

/** The calls of Computers & Contacts [K1–K5]. */
export function addContactRoutes(routes: Routes, { db, announce }: { db: Database; announce: Announce }): void {
  routes.person(CALLS.listContacts, ({ query }, person) => listContacts(db, person, query));
  routes.person(CALLS.listComputers, ({ query }, person) => listComputers(db, person, query));
  routes.person(CALLS.readContact, ({ param }, person) => readContact(db, person, param("id")));
  routes.person(CALLS.createContact, ({ body, now }, person) => createContact(db, person, body, now));
  routes.person(CALLS.changeContact, ({ param, body, now }, person) =>
    changeContact(db, person, param("id"), body, now),
  );
  routes.person(CALLS.previewMerge, ({ param, query }, person) =>
    previewMerge(db, person, { keptId: param("id"), otherId: query.otherId }),
  );
  routes.person(CALLS.mergeContacts, ({ param, body, now }, person) =>
    mergeContacts(db, announce, person, { keptId: param("id"), otherId: body.otherId }, now),
  );
  routes.person(CALLS.exportContact, ({ param, now }, person) => exportContact(db, person, param("id"), now));
  routes.person(CALLS.eraseContact, ({ param, now }, person) => eraseContact(db, announce, person, param("id"), now));
}
