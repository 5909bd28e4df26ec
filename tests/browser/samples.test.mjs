// Every type of page with every state that the view tests know, without the system behind it:
// valid HTML, axe-core in both schemes, no scrolling sideways at any width.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { assertAccessible, counted } from "./lib/accessibility.mjs";
import { Person, launch } from "./lib/browser.mjs";
import { artefacts } from "./lib/environment.mjs";
import { serve } from "./lib/files.mjs";
import { tooWide } from "./lib/look.mjs";

const folder = `${artefacts}pages`;
const samples = ["en", "fr"].flatMap((lang) =>
  existsSync(`${folder}/${lang}`)
    ? readdirSync(`${folder}/${lang}`)
        .filter((name) => name.endsWith(".html"))
        .map((name) => ({ lang, name: name.replace(/\.html$/, ""), path: `/${lang}/${name}` }))
    : [],
);

const html = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // Style of the source, of no consequence to a browser.
      "doctype-style": "off",
      "no-trailing-whitespace": "off",
      "attr-quotes": "off",
      "void-style": "off",
      "long-title": "off",
      // Telephone numbers stand between no-break spaces where our words have any.
      "tel-non-breaking": "off",
      // A list is sent as several fields of one name.
      "form-dup-name": "off",
    },
  }),
);

describe("sample pages", { skip: samples.length === 0 && "cargo test -p views writes them" }, () => {
  let browser;
  let server;
  before(async () => {
    server = await serve(folder);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    const { pages, rules, checks } = counted();
    console.log(`axe-core: ${pages} pages in two schemes, ${rules} rules, ${checks} checks passed`);
  });

  test("are valid HTML", async () => {
    const wrong = [];
    for (const { path } of samples) {
      const report = await html.validateString(readFileSync(folder + path, "utf8"), path);
      for (const result of report.results) {
        for (const message of result.messages) {
          wrong.push(`${path}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  // 320 CSS pixels is also what 400 percent of zoom makes of 1280 (WCAG 1.4.10).
  for (const lang of ["en", "fr"]) {
    test(`are accessible and never scroll sideways, ${lang}`, async (t) => {
      const person = await Person.arrive(browser, "samples", { lang, at: server.address });
      for (const { name, path } of samples.filter((sample) => sample.lang === lang)) {
        await t.test(name, async () => {
          await person.page.setViewportSize({ width: 1280, height: 900 });
          await person.goto(path);
          await assertAccessible(person.page, path);
          for (const width of [1440, 768, 320]) {
            await person.page.setViewportSize({ width, height: 900 });
            assert.deepEqual(await tooWide(person.page), [], `${path} at ${width} px`);
          }
        });
      }
      await person.leave();
    });
  }

  test("J and K lead through the queue, and do nothing elsewhere", async () => {
    const person = await Person.arrive(browser, "keys", { lang: "en", at: server.address });
    await person.goto("/en/staff.html");
    const focused = () => person.page.evaluate(() => document.activeElement.closest("tr")?.rowIndex ?? null);
    const press = async (...keys) => {
      for (const key of keys) await person.page.keyboard.press(key);
    };
    await press("j");
    assert.equal(await focused(), null);
    await person.page.locator(".queue tbody th button").first().focus();
    const rows = await person.page.locator(".queue tbody tr").count();
    assert.ok(rows > 1);
    await press("j");
    assert.equal(await focused(), 2);
    await press(...Array(rows).fill("j"));
    assert.equal(await focused(), rows, "the last one stays");
    await press("k");
    assert.equal(await focused(), rows - 1);
    await person.leave();
  });
});
