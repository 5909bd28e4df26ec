// The mails as their snapshots hold them: shared/views/src/snapshots.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { project } from "./environment.mjs";
import { phrase } from "./phrases.mjs";

const folder = `${project}shared/views/src/snapshots/`;

/** The snapshot of the mail with that subject. */
function snapshot(lang, subject) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(`.${lang}.snap`))) {
    const [, body] = readFileSync(folder + file, "utf8").split(/^---\n[^]*?^---\n/m);
    const [head, rest] = body.split(/\n\n([^]*)/);
    if (head !== `Subject: ${subject}`) continue;
    const [text, html] = rest.split("<!DOCTYPE html>");
    return { text, html: `<!DOCTYPE html>${html}` };
  }
  throw new Error(`no snapshot of a mail "${subject}" in ${lang}`);
}

/** What differs from case to case: sites, identifiers, names, notes, reasons. */
function plain(lang, text) {
  const reason = phrase(lang, "mail-reason", { reason: "\u0000" }).split("\u0000")[0];
  return text
    .replace(/https?:\/\/[^\s/"<.]+(\.[^\s/"<.]+)*/g, "SITE")
    .replace(/\/[0-9a-z]{26}(-[a-z0-9-]+)?/g, "/ID")
    .replace(new RegExp(`${reason}[^\n<]*`, "g"), reason)
    .replace(/(^ {4}.*\n(\s*\n(?= {4}))*)+/gm, "    …\n")
    .replace(/<p lang="[^"]*"/g, "<p")
    .replace(/<strong>[^]*?<\/strong>/g, "<strong>…</strong>")
    .replace(/<blockquote[^]*?<\/blockquote>/g, "<blockquote>…</blockquote>")
    .trimEnd();
}

/** Without the note, where the person who decided wrote none. */
function withoutNote(lang, text) {
  const note = phrase(lang, "mail-note");
  return text.replace(`${note}\n\n    …\n\n`, "").replace(`<p>${note}</p>\n<blockquote>…</blockquote>\n`, "");
}

/** Holds a mail that has arrived beside its snapshot. */
export function asItsSnapshot(lang, mail) {
  const wanted = snapshot(lang, mail.subject);
  for (const [part, said] of [["text", mail.text], ["html", mail.html.replaceAll("><", ">\n<")]]) {
    const [is, should] = [plain(lang, said.replaceAll("\r\n", "\n")), plain(lang, wanted[part])];
    const noted = is.includes(phrase(lang, "mail-note"));
    assert.equal(is, noted ? should : withoutNote(lang, should), `${part} of "${mail.subject}"`);
  }
}
