// The page types that the main job does not come to: every one is looked at (frame, width,
// axe-core in both schemes), with its problems where it has a form.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { counted } from "./lib/accessibility.mjs";
import { Person, launch } from "./lib/browser.mjs";
import { site, wholeSystem } from "./lib/environment.mjs";
import { arriveAsStaff } from "./lib/job.mjs";
import { assertProblems, look } from "./lib/look.mjs";
import { codeFor, mailsTo } from "./lib/mailbox.mjs";
import { phrase } from "./lib/phrases.mjs";
import { reason } from "./lib/reasons.mjs";
import { Form, day, newcomer, register, signIn, signOut, signPact, unique } from "./lib/steps.mjs";
import { fresh } from "./lib/totp.mjs";

describe("every type of page", wholeSystem, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    const { pages, rules, checks } = counted();
    console.log(`axe-core: ${pages} pages in two schemes, ${rules} rules, ${checks} checks passed`);
  });

  test("public pages: seen by anybody, light in weight, without a cookie", async () => {
    const reader = await Person.arrive(browser, "public", { lang: "en" });
    const paths = [
      "", "pact/", "signatories/", "signatories/fr/", "initiatives/", "initiatives/prevention/",
      "initiatives/protection/", "initiatives/prosecution/", "initiatives/participation/", "legal/",
      "privacy/", "accessibility/", "developers/", "help/",
    ];
    for (const path of paths) {
      const answer = await reader.goto(`/en/${path}`);
      assert.equal(answer.status(), 200, path);
      assert.equal(answer.headers()["set-cookie"], undefined, path);
      assert.ok(gzipSync(await answer.body()).length < 30_000, `${path} weighs too much`);
      await look(reader, `public-${path.replaceAll("/", "-") || "home"}`);
    }
    assert.deepEqual(await reader.context.cookies(), []);
    for (const [kind, most] of [["link[rel=stylesheet]", 20_000], ["script[src]", 15_000]]) {
      const address = await reader.page.locator(kind).evaluate((one) => one.href ?? one.src);
      const file = Buffer.from(await (await fetch(address)).arrayBuffer());
      assert.ok(gzipSync(file).length < most, `${address} weighs ${gzipSync(file).length}`);
    }
    await reader.leave();
  });

  test("the front door leads to the reader’s language", async () => {
    for (const lang of ["en", "fr"]) {
      const reader = await Person.arrive(browser, "front-door", { lang });
      await reader.goto("/");
      assert.equal(reader.path(), `/${lang}/`);
      await reader.leave();
    }
  });

  test("the way out hides the page and leaves no step back", async () => {
    const reader = await Person.arrive(browser, "way-out", { lang: "en" });
    await reader.goto("/en/");
    await reader.goto("/en/help/");
    const asked = reader.page.waitForRequest((request) => new URL(request.url()).host !== new URL(site).host);
    const refused = reader.page.waitForEvent("requestfailed");
    for (let presses = 0; presses < 3; presses += 1) await reader.page.keyboard.press("Escape");
    assert.match((await asked).url(), /wikipedia/);
    await refused;
    // The only request to another host, and the reader asked for it.
    const trouble = reader.takeTrouble();
    assert.ok(trouble.length > 0 && trouble.every((line) => /wikipedia|ERR_FAILED/.test(line)), `${trouble}`);
    await reader.leave();
  });

  test("pages for what goes wrong", async () => {
    const reader = await Person.arrive(browser, "problems", { lang: "en" });
    const get = async (path, status) => {
      const answer = await reader.goto(path);
      assert.equal(answer.status(), status, path);
      await look(reader, `problem-${status}`);
    };
    await get("/en/initiatives/no-such-page/", 404);
    await get("/en/sign-out", 405);
    // A form on a page of somebody else's that sends to ours.
    await reader.page.goto("about:blank");
    await reader.page.setContent(
      `<form method="post" action="${site}/en/sign-in"><input name="email" value="a@example.org"><button>Go</button></form>`,
    );
    const answer = reader.page.waitForResponse(`${site}/en/sign-in`);
    await reader.page.getByRole("button").click();
    assert.equal((await answer).status(), 403);
    await reader.page.waitForLoadState();
    await look(reader, "problem-403");
    await reader.leave();
  });

  test("a form that cannot be read or has been open too long", async () => {
    const reader = await Person.arrive(browser, "forms", { lang: "en" });
    await reader.goto("/en/sign-in");
    await reader.page.locator("main form").evaluate((form) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "unknown", value: "1" });
      form.append(field);
    });
    const form = new Form(reader);
    await form.press("sign-in-button");
    await look(reader, "problem-unreadable");
    await reader.goto("/en/sign-in");
    await reader.context.clearCookies();
    await form.type("field-email", "somebody@example.org");
    await form.press("sign-in-button");
    await look(reader, "form-expired");
    assert.equal(await form.field("field-email").inputValue(), "somebody@example.org");
    await reader.leave();
  });

  test("signing in, a forgotten password, a second factor", async () => {
    const who = newcomer("en");
    const person = await Person.arrive(browser, "sign-in", { lang: "en" });
    await register(person, who);
    await person.goto("/en/sign-in");
    const form = new Form(person);
    await form.press("sign-in-button");
    await assertProblems(person, ["email", "password"]);
    await look(person, "sign-in-problems");
    await form.type("field-email", who.email);
    await form.type("field-password", "not the right one at all");
    await form.press("sign-in-button");
    assert.equal(await form.field("field-email").inputValue(), who.email);
    assert.equal(await form.field("field-password").inputValue(), "");
    await look(person, "sign-in-wrong");

    await form.follow("sign-in-forgotten");
    await look(person, "forgotten");
    await form.press("forgotten-button");
    await assertProblems(person, ["email"]);
    const seen = (await mailsTo(who.email)).length;
    await form.type("field-email", who.email);
    await form.press("forgotten-button");
    await look(person, "reset");
    await form.press("reset-button");
    await person.page.getByRole("alert").waitFor();
    await look(person, "reset-problems");
    who.password = "meadow copper thistle harbour";
    await form.type("field-email", who.email);
    await form.type("field-code", await codeFor(who.email, seen));
    await form.type("field-password", who.password);
    await form.press("reset-button");
    await look(person, "reset-done");
    await signIn(person, who);
    assert.equal(person.path(), "/en/desk");

    await person.goto("/en/sign-in/set-up-second-factor");
    await look(person, "set-up-password");
    await form.type("field-current-password", who.password);
    await form.press("go-on");
    await look(person, "set-up");
    await form.press("set-up-button");
    await assertProblems(person, ["code"]);
    await look(person, "set-up-problems");
    const key = (await person.page.locator("ol .code").textContent()).replace(/\s/g, "");
    const used = await fresh(key);
    await form.type("field-code", used);
    await form.press("set-up-button");
    await look(person, "recovery-codes");
    const [recovery] = await person.page.locator(".codes li").allTextContents();
    await person.goto("/en/sign-in/set-up-second-factor");
    await look(person, "second-factor-on");
    await signOut(person);

    await person.goto("/en/sign-in");
    await signIn(person, who);
    await form.type("field-code", await fresh(key, used));
    await form.press("go-on");
    assert.equal(person.path(), "/en/desk");
    await signOut(person);

    await person.goto("/en/sign-in");
    await signIn(person, who);
    assert.equal(person.path(), "/en/sign-in/second-factor");
    await look(person, "second-factor");
    await form.press("go-on");
    await assertProblems(person, ["code"]);
    await form.follow("second-factor-lost");
    await look(person, "recovery");
    await form.press("go-on");
    await assertProblems(person, ["recovery_code"]);
    await look(person, "recovery-problems");
    await form.type("field-recovery-code", recovery);
    await form.press("go-on");
    // It has taken the authenticator away: the password alone does now.
    await person.page.getByText(phrase("en", "sign-in-removed-text")).waitFor();
    await look(person, "sign-in-removed");
    await signIn(person, who);
    assert.equal(person.path(), "/en/desk");
    await person.leave();
  });

  test("the desk", async () => {
    const who = newcomer("en");
    const person = await Person.arrive(browser, "desk", { lang: "en" });
    await register(person, who);
    await signIn(person, who);
    const form = new Form(person);
    const open = async (path, name) => {
      await person.goto(`/en/${path}`);
      await look(person, name);
    };

    await open("desk/profile", "desk-profile");
    await form.type("field-population", "many");
    await form.press("save");
    await assertProblems(person, ["population"]);
    await look(person, "desk-profile-problems");
    await form.type("field-population", "46 000");
    await form.day("field-mandate-end", day(1_000));
    await form.press("save");
    await person.goto("/en/desk/profile");
    assert.equal((await form.field("field-population").inputValue()).replace(/\D/g, ""), "46000");

    await open("desk/contact", "desk-contact");
    await form.type("field-contact-name", "");
    await form.press("save");
    await assertProblems(person, ["contact_name"]);
    await look(person, "desk-contact-problems");

    await open("desk/password", "desk-password");
    await form.press("password-button");
    await person.page.getByRole("alert").waitFor();
    await look(person, "desk-password-problems");

    await open("desk/email", "desk-email");
    await form.press("email-button");
    await person.page.getByRole("alert").waitFor();
    await look(person, "desk-email-problems");
    const email = `new.${unique()}@example.org`;
    await form.type("email-new", email);
    const password = form.field("field-current-password");
    if (await password.count()) await form.type("field-current-password", who.password);
    await form.press("email-button");
    await look(person, "desk-email-confirm");
    await form.type("field-code", await codeFor(email));
    await form.press("confirm-button");
    await open("desk", "desk-new-email");
    await person.page.getByRole("main").getByText(email).waitFor();

    await open("desk/sessions", "desk-sessions");
    await person.goto("/en/desk");
    await signPact(person, who);
    await form.follow("desk-withdraw");
    await look(person, "desk-withdraw");
    await form.press("withdraw-button");
    await assertProblems(person, ["confirm"]);
    await look(person, "desk-withdraw-problems");
    await form.hand.tick(person.page, person.page.locator("input[name=confirm]"));
    await form.press("withdraw-button");
    await open("desk", "desk-withdrawn");
    await person.page.getByText(phrase("en", "desk-withdrawn")).first().waitFor();
    await person.leave();
  });

  test("a body that is in the register already", async () => {
    const first = newcomer("en");
    const one = await Person.arrive(browser, "first-officer", { lang: "en" });
    await register(one, first);
    await one.leave();
    const second = { ...newcomer("en"), name: first.name };
    const other = await Person.arrive(browser, "second-officer", { lang: "en" });
    await register(other, second, { taken: true });
    await look(other, "join-or-claim");
    await other.page.getByRole("heading", { name: phrase("en", "join-title") }).waitFor();
    await other.leave();
  });

  test("the secretariat’s decisions", async () => {
    const who = newcomer("en");
    const person = await Person.arrive(browser, "applicant", { lang: "en" });
    await register(person, who);
    await signIn(person, who);
    await signPact(person, who);
    const staff = await arriveAsStaff(browser, "secretariat", "en");
    await staff.goto("/en/staff");
    await staff.page.getByRole("button", { name: who.name }).click();
    const form = new Form(staff);
    await form.press("decide-button");
    await assertProblems(staff, ["decision"]);
    await look(staff, "staff-signatory-problems");
    await form.choose("field-decision", phrase("en", "decide-refuse"));
    await form.press("decide-button");
    await assertProblems(staff, ["reason"]);
    await form.select("field-reason", reason("en", "incomplete"));
    await form.type("decide-note", "The reference of the decision is missing.");
    await form.press("decide-button");
    await staff.goto("/en/sign-in/set-up-second-factor");
    await look(staff, "staff-second-factor");
    await person.goto("/en/desk");
    await look(person, "desk-refused");
    await person.page.getByText("The reference of the decision is missing.").waitFor();
    // What is the staff's is not there for anybody else.
    const answer = await person.goto("/en/staff");
    assert.ok([403, 404].includes(answer.status()), `${answer.status()}`);
    await look(person, "staff-for-others");
    await staff.leave();
    await person.leave();
  });
});
