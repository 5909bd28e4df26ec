// The words of the pages, from the files that the pages take them from.
import { readdirSync, readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { project } from "./environment.mjs";

const bundles = Object.fromEntries(["en", "fr"].map((lang) => [lang, read(lang)]));

function read(lang) {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  const folder = `${project}shared/views/phrases/${lang}/`;
  for (const file of readdirSync(folder)) {
    const problems = bundle.addResource(new FluentResource(readFileSync(folder + file, "utf8")));
    if (problems.length > 0) throw new Error(`${folder}${file}: ${problems}`);
  }
  return bundle;
}

/** A phrase in a language. A key that does not exist is a mistake of the test. */
export function phrase(lang, key, values = {}) {
  const message = bundles[lang].getMessage(key);
  if (!message?.value) throw new Error(`no phrase ${key} in ${lang}`);
  return bundles[lang].formatPattern(message.value, values).trim();
}
