// The reasons that staff choose from, from the file that the settings begin with.
import { readFileSync } from "node:fs";
import { project } from "./environment.mjs";

const reasons = JSON.parse(readFileSync(`${project}shared/domain/data/reasons.json`, "utf8"));

/** The words of a reason in a language. */
export function reason(lang, code) {
  const found = (reasons.reasons ?? reasons).find((one) => one.code === code);
  if (!found) throw new Error(`no reason ${code}`);
  return found[lang];
}
