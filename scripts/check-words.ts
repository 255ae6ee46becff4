import { basename } from "node:path";
import { readProjectFiles, reportFaults } from "./project-files.ts";

const allowed = /user[\s_-]?agent|ticket[\s-]?icon|https?\.agent|\bagent: https\w+|LaunchAgents/gi;
const forbidden = /(?<![a-z])(ticket|conversation|agent)s?(?![a-z])/i;
const warehouses = new Set(["utils", "util", "types", "common", "helpers", "helper", "misc"]);
const emptyNames =
  /-(manager|service|util|utils|helper|helpers)\.tsx?$|^(manager|service|utils?|helpers?|types|common)\.tsx?$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?\.tsx?$/;

/** One sentence for each forbidden word in code or text, and for each file or folder whose name says nothing. */
export function findWordFaults(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, source]) => [...nameFaults(path), ...textFaults(path, source)]);
}

function nameFaults(path: string): string[] {
  const folder = path
    .split("/")
    .slice(0, -1)
    .find((part) => warehouses.has(part));
  const file = basename(path);
  const faults: string[] = [];
  if (folder !== undefined)
    faults.push(`${path}: a folder named ${folder} becomes a warehouse; name it after what is in it`);
  if (emptyNames.test(file)) faults.push(`${path}: the name does not say what it is`);
  else if (/\.tsx?$/.test(file) && !kebabCase.test(file)) faults.push(`${path}: file names are kebab-case`);
  const word = forbidden.exec(file);
  if (word !== null) faults.push(`${path}: "${word[1]}" is not one of Beckon's words`);
  return faults;
}

function textFaults(path: string, source: string): string[] {
  return source.split("\n").flatMap((line, index) => {
    const words = line.replace(allowed, "").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
    const [, word] = forbidden.exec(words) ?? [];
    return word === undefined ? [] : [`${path}:${index + 1}: "${word}" is not one of Beckon's words`];
  });
}

if (import.meta.main) {
  reportFaults(findWordFaults(readProjectFiles(["packages", "apps", "e2e", "bench"], /\.(tsx?|css|html|sql|json)$/)));
}
