// What every page owes its reader, checked wherever a journey comes to.
import assert from "node:assert/strict";
import { assertAccessible } from "./accessibility.mjs";
import { phrase } from "./phrases.mjs";

const audited = new Set();

/** Looks at the page that is open: frame, width, accessibility (once for each name in a
 * process), and keeps a picture of it. */
export async function look(person, name) {
  const { page, lang } = person;
  // With its style, which a click does not wait for.
  await page.waitForLoadState();
  const facts = await page.evaluate(() => {
    return {
      lang: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll("h1").length,
      mains: document.querySelectorAll("main").length,
      numbers: document.querySelectorAll("footer a[href^='tel:']").length,
      leave: document.querySelector("#leave")?.getBoundingClientRect().top,
    };
  });
  assert.equal(facts.lang, lang, `${name}: language`);
  assert.ok(facts.title.endsWith(phrase(lang, "site-short")), `${name}: ${facts.title}`);
  assert.equal(facts.headings, 1, `${name}: first headings`);
  assert.equal(facts.mains, 1, `${name}: main parts`);
  assert.equal(facts.numbers, 3, `${name}: helplines`);
  assert.ok(facts.leave >= 0, `${name}: the way out is not in sight`);
  assert.deepEqual(await tooWide(page), [], `${name} scrolls sideways`);
  await person.picture(name);
  if (person.script && !audited.has(name)) {
    audited.add(name);
    await assertAccessible(page, name);
  }
}

/** The first few elements that make a page scroll sideways. */
export function tooWide(page) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .slice(0, 5)
      .map((element) => `${element.localName}#${element.id}.${element.className}`);
  });
}

/** A form came back with problems: all of them at the top, each leading to its field, each
 * beside its field in the same words, the focus on the summary. */
export async function assertProblems(person, fields) {
  const { page, lang } = person;
  const summary = page.getByRole("alert");
  await summary.waitFor();
  assert.ok((await page.title()).startsWith(phrase(lang, "title-error")), await page.title());
  assert.equal(
    await summary.getByRole("heading").textContent(),
    phrase(lang, "problems-title"),
  );
  const links = await summary.getByRole("link").evaluateAll((all) =>
    all.map((link) => {
      const field = document.querySelector(link.getAttribute("href"));
      const described = field?.closest("fieldset")?.getAttribute("aria-describedby") ?? "";
      const ids = `${field?.getAttribute("aria-describedby") ?? ""} ${described}`.split(" ");
      const messages = ids
        .filter((id) => id.endsWith("-error"))
        .map((id) => document.getElementById(id)?.lastChild.textContent);
      return { id: field?.id, text: link.textContent, messages };
    }),
  );
  assert.deepEqual(links.map((link) => link.id).sort(), [...fields].sort());
  for (const { id, text, messages } of links) {
    assert.ok(messages.includes(text), `${id}: "${text}" in the summary, "${messages}" beside it`);
  }
  if (person.script) {
    assert.equal(await page.evaluate(() => document.activeElement?.id), "problems");
    const first = summary.getByRole("link").first();
    const id = (await first.getAttribute("href")).slice(1);
    await first.click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), id);
  }
}
