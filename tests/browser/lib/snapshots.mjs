// The mails as their snapshots hold them: shared/views/src/snapshots.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { project } from "./environment.mjs";
import { phrase } from "./phrases.mjs";

const folder = `${project}shared/views/src/snapshots/`;

/** The snapshots of mails with that subject: one for each state in which it is sent. */
function snapshots(lang, subject) {
  const found = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith(`.${lang}.snap`))) {
    const [, body] = readFileSync(folder + file, "utf8").split(/^---\n[^]*?^---\n/m);
    const [head, rest] = body.split(/\n\n([^]*)/);
    if (head !== `Subject: ${subject}`) continue;
    const [text, html] = rest.split("<!DOCTYPE html>");
    found.push({ text, html: `<!DOCTYPE html>${html}` });
  }
  assert.ok(found.length > 0, `no snapshot of a mail "${subject}" in ${lang}`);
  return found;
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

/** Holds a mail that has arrived beside its snapshot: both its parts are those of one of them. */
export function asItsSnapshot(lang, mail) {
  const said = (part) => plain(lang, part.replaceAll("\r\n", "\n"));
  const is = { text: said(mail.text), html: said(mail.html.replaceAll("><", ">\n<")) };
  const noted = is.text.includes(phrase(lang, "mail-note"));
  const should = snapshots(lang, mail.subject).map((wanted) => {
    const parts = Object.entries(wanted).map(([part, text]) => [part, plain(lang, text)]);
    return Object.fromEntries(parts.map(([part, text]) => [part, noted ? text : withoutNote(lang, text)]));
  });
  const fits = should.some((one) => one.text === is.text && one.html === is.html);
  if (!fits) assert.deepEqual(is, should[0], `the mail "${mail.subject}"`);
}
