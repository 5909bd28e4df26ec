// The main job by clicking: once as most people come, once without JavaScript and in French,
// once on a narrow telephone with the keyboard alone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { counted } from "./lib/accessibility.mjs";
import { Person, launch } from "./lib/browser.mjs";
import { wholeSystem } from "./lib/environment.mjs";
import { keyboard } from "./lib/hands.mjs";
import { apply, approve, arriveAsStaff, readPublicly, takeDown } from "./lib/job.mjs";
import { look } from "./lib/look.mjs";

const WAYS = [
  { name: "english", lang: "en", mistakes: true },
  { name: "french-without-script", lang: "fr", script: false, mistakes: true },
  { name: "narrow-by-keyboard", lang: "en", width: 320, hand: keyboard },
];

describe("the main job", wholeSystem, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    const { pages, rules, checks } = counted();
    console.log(`axe-core: ${pages} pages in two schemes, ${rules} rules, ${checks} checks passed`);
  });

  for (const { name, lang, mistakes, hand, ...options } of WAYS) {
    test(name, async (t) => {
      const person = Object.assign(await Person.arrive(browser, name, { lang, ...options }), { hand });
      const staff = Object.assign(
        await arriveAsStaff(browser, `${name}-staff`, lang, options),
        { hand },
      );
      const reader = await Person.arrive(browser, `${name}-reader`, { lang, ...options });
      let application;
      let decision;
      let page;
      await t.test("registers, signs the Pact, posts an initiative", async () => {
        application = await apply(person, { mistakes });
      });
      await t.test("nothing is public before a decision", async () => {
        await reader.goto(`/${lang}/initiatives/`);
        assert.equal(await reader.page.getByText(application.text.title).count(), 0);
      });
      await t.test("staff verify and publish", async () => {
        decision = await approve(staff, application);
      });
      await t.test("all Europe reads it, in both languages", async () => {
        page = await readPublicly(reader, application, decision.start);
        console.log(`${name}: public ${page.seconds.toFixed(1)} s after the decision`);
      });
      await t.test("q103: staff take it down: 410, and out of the lists", async () => {
        const { gone, dropped } = await takeDown(staff, person, decision.desk, application, page);
        console.log(`${name}: 410 after ${gone.toFixed(1)} s, out of the lists after ${dropped.toFixed(1)} s`);
        const answer = await reader.goto(page.address);
        assert.equal(answer.status(), 410);
        await look(reader, "problem-gone");
      });
      for (const one of [person, staff, reader]) await one.leave();
    });
  }
});
