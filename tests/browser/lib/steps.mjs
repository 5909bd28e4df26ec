// What people do on the site, step by step, in any language, with mouse or keyboard.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { project, site } from "./environment.mjs";
import { mouse } from "./hands.mjs";
import { assertProblems, look } from "./look.mjs";
import { codeFor, mailTo } from "./mailbox.mjs";
import { phrase } from "./phrases.mjs";
import { reason as reasonWords } from "./reasons.mjs";
import { fresh } from "./totp.mjs";

const run = promisify(execFile);

/** Letters that nobody else has. */
export const unique = () =>
  [...randomBytes(6)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");

const exactly = (text) => {
  const escaped = text.replace(/\s+/g, " ").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped}( \\([^)]*\\))?$`);
};

/** Finds things on the page by the words that people see, and handles them. */
export class Form {
  constructor(person, hand = person.hand ?? mouse) {
    Object.assign(this, { person, hand, page: person.page, lang: person.lang });
  }

  say(key, values) {
    return phrase(this.lang, key, values);
  }

  field(key) {
    return this.page.getByLabel(exactly(this.say(key)));
  }

  group(key) {
    return this.page.getByRole("group", { name: exactly(this.say(key)) });
  }

  button(key) {
    return this.page.getByRole("button", { name: this.say(key), exact: true });
  }

  link(key) {
    return this.page.getByRole("link", { name: this.say(key), exact: true });
  }

  type(key, text) {
    return this.hand.type(this.page, this.field(key), text);
  }

  day(key, text) {
    return this.hand.day(this.page, this.field(key), text);
  }

  select(key, label) {
    return this.hand.select(this.page, this.field(key), label);
  }

  choose(group, label) {
    return this.hand.choose(this.page, this.group(group).getByLabel(label, { exact: true }));
  }

  tickIn(group, label) {
    return this.hand.tick(this.page, this.group(group).getByLabel(label, { exact: true }));
  }

  tick(text) {
    return this.hand.tick(this.page, this.page.getByLabel(text, { exact: true }));
  }

  /** Presses a button and waits for the page that comes. */
  async press(key) {
    await this.#away(() => this.hand.press(this.page, this.button(key)));
  }

  async follow(key) {
    await this.#away(() => this.hand.press(this.page, this.link(key).first()));
  }

  async #away(act) {
    const next = this.page.waitForEvent("framenavigated", (frame) => frame === this.page.mainFrame());
    await act();
    await next;
    await this.page.waitForLoadState();
  }
}

/** A day some days from today. */
export const day = (offset) =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Somebody who is going to sign. */
export function newcomer(lang) {
  const id = unique();
  return {
    id,
    name: lang === "fr" ? `Ville de Beaulieu ${id}` : `Town of Fairfield ${id}`,
    country: { en: "France", fr: "France" }[lang],
    nameLanguage: { en: "English", fr: "Français" }[lang],
    email: `mairie.${id}@example.org`,
    password: "lantern orchard velvet glacier",
    signer: "Aline Dupont-Exemple",
    contact: "Jean Martin-Exemple",
  };
}

/** From the home page to a confirmed account; `taken`: the body is in the register already. */
export async function register(person, who, { mistakes = false, taken = false } = {}) {
  await person.goto(`/${person.lang}/`);
  await look(person, "home");
  let form = new Form(person);
  await form.follow("nav-register");
  await look(person, "register-profile");
  if (mistakes) {
    await form.press("go-on");
    await assertProblems(person, ["profile"]);
    await look(person, "register-profile-problems");
  }
  await form.choose("register-profile-title", form.say("register-profile-authority"));
  await form.press("go-on");
  await look(person, "register-authority");
  await form.choose("register-authority-title", form.say("register-authority-itself"));
  await form.press("go-on");
  await details(person, form, who, mistakes);
  await check(person, form, who, mistakes);
  await confirm(person, form, who, mistakes);
  if (!taken) assert.match(person.path(), /\/sign-in$/);
}

async function details(person, form, who, mistakes) {
  await look(person, "register-details");
  if (mistakes) {
    await form.press("go-on");
    await assertProblems(person, [
      "country", "official_name", "name_language", "kind", "signer_name", "signer_function",
      "contact_name", "contact_language", "email",
    ]);
    await look(person, "register-details-problems");
  }
  await form.select("field-country", who.country);
  await form.type("field-official-name", who.name);
  await form.select("field-name-language", who.nameLanguage);
  await form.choose("field-kind", form.say("kind-municipality"));
  await form.type("field-population", "45 000");
  await form.type("field-website", mistakes ? "http://192.168.0.1/" : "https://www.example.org");
  await form.type("field-signer-name", who.signer);
  await form.type("field-signer-function", "Maire");
  await form.day("field-mandate-end", day(900));
  await form.tick(form.say("register-publish-signer"));
  await form.type("field-contact-name", who.contact);
  await form.choose("field-contact-language", { en: "English", fr: "Français" }[form.lang]);
  await form.type("field-email", mistakes ? "mairie@" : who.email);
  await form.press("go-on");
  if (!mistakes) return;
  await assertProblems(person, ["website", "email"]);
  // Nothing that was typed is lost, right or wrong.
  assert.equal(await form.field("field-official-name").inputValue(), who.name);
  assert.equal(await form.field("field-email").inputValue(), "mairie@");
  assert.equal(await form.field("field-website").inputValue(), "http://192.168.0.1/");
  assert.equal(await form.field("field-mandate-end").inputValue(), day(900));
  assert.ok(await form.group("field-kind").getByLabel(form.say("kind-municipality"), { exact: true }).isChecked());
  await form.type("field-website", "https://www.example.org");
  await form.type("field-email", who.email);
  await form.press("go-on");
}

async function check(person, form, who, mistakes) {
  const { page } = person;
  await look(person, "register-check");
  for (const answer of [who.name, who.signer, who.contact, who.email]) {
    await page.getByRole("main").getByText(answer, { exact: true }).waitFor();
  }
  if (mistakes) {
    await form.type("field-password", "fairfield");
    await form.press("check-button");
    await assertProblems(person, ["password", "authorised"]);
    assert.equal(await form.field("field-password").inputValue(), "", "a password came back");
    await look(person, "register-check-problems");
    if (person.script) {
      await form.type("field-password", who.password);
      await page.getByRole("button", { name: form.say("password-show"), exact: true }).click();
      assert.equal(await form.field("field-password").getAttribute("type"), "text");
      await page.getByRole("button", { name: form.say("password-hide"), exact: true }).click();
    }
  }
  await form.type("field-password", who.password);
  await form.tick(form.say("check-authorised"));
  await form.press("check-button");
}

async function confirm(person, form, who, mistakes) {
  await person.page.getByRole("heading", { name: form.say("confirm-title") }).waitFor();
  await look(person, "register-confirm");
  const code = await codeFor(who.email);
  if (mistakes) {
    const wrong = code === "000000" ? "000001" : "000000";
    await form.type("field-code", wrong);
    await form.press("confirm-button");
    await assertProblems(person, ["code"]);
    await look(person, "register-confirm-problems");
  }
  await form.type("field-code", code);
  await form.press("confirm-button");
}

/** Signs in on the page that asks for it. */
export async function signIn(person, who) {
  const form = new Form(person);
  await form.type("field-email", who.email);
  await form.type("field-password", who.password);
  await form.press("sign-in-button");
}

export async function signOut(person) {
  await person.page.getByRole("button", { name: new RegExp(`^${phrase(person.lang, "nav-sign-out")}`) }).click();
  await person.page.waitForLoadState();
}

/** From the desk to a signature. */
export async function signPact(person, who, { mistakes = false } = {}) {
  const form = new Form(person);
  await form.follow("task-sign");
  await look(person, "desk-sign");
  if (mistakes) {
    await form.press("sign-button");
    await person.page.getByRole("alert").waitFor();
    await look(person, "desk-sign-problems");
  }
  const goals = person.page.locator("input[name=goals]");
  await form.hand.tick(person.page, goals.nth(0));
  await form.hand.tick(person.page, goals.nth(3));
  await form.day("field-decision-date", day(-20));
  await form.type("field-decision-reference", "Délibération 2026-117");
  await form.hand.tick(person.page, person.page.locator("input[name=undertake]"));
  await form.press("sign-button");
  await person.goto(`/${person.lang}/desk`);
  await person.page.getByText(form.say("desk-submitted")).first().waitFor();
  await look(person, "desk-signed");
}

/** The text of an initiative. */
export function newInitiative(lang) {
  const id = unique();
  return lang === "fr"
    ? {
        title: `Parler à l’école ${id}`,
        summary: "Des ateliers dans toutes les écoles primaires de la ville.",
        description: "Chaque classe reçoit **deux visites**.\n\n- Les enfants apprennent à dire non.\n- Les parents sont invités.",
        language: "Français",
      }
    : {
        title: `Words at school ${id}`,
        summary: "Workshops in all primary schools of the town.",
        description: "Each class is visited **twice**.\n\n- Children learn to say no.\n- Parents are invited.",
        language: "English",
      };
}

/** Fills in what an initiative needs. */
export async function fillInitiative(form, text) {
  await form.select("field-language", text.language);
  await form.type("field-title", text.title);
  await form.type("field-summary", text.summary);
  await form.type("field-description", text.description);
  await form.tickIn("field-ps", form.say("p-prevention"));
  await form.tickIn("field-ps", form.say("p-participation"));
  await form.select("field-action-type", form.say("action-type-training"));
  await form.tickIn("field-target-groups", form.say("target-children"));
  await form.choose("field-status", form.say("status-running"));
  await form.day("field-start-date", day(-60));
  await form.type("field-place", "Quartier nord");
}

/** From the desk to an initiative that waits: saved as a draft, looked at, submitted. */
export async function postInitiative(person, text, { mistakes = false } = {}) {
  const { page } = person;
  const form = new Form(person);
  await form.follow("task-post");
  await look(person, "initiatives-none");
  await form.follow("initiatives-new");
  await look(person, "initiative-new");
  if (mistakes) {
    await form.press("edit-submit");
    await assertProblems(person, [
      "title", "summary", "description", "ps", "action_type", "target_groups", "status",
      "safeguard",
    ]);
    await look(person, "initiative-problems");
  }
  await form.type("field-title", text.title);
  await form.press("edit-save");
  await look(person, "initiative-draft");
  assert.equal(await form.field("field-title").inputValue(), text.title);
  await fillInitiative(form, text);
  await form.press("edit-preview");
  await look(person, "initiative-preview");
  const preview = page.getByRole("region", { name: form.say("edit-preview-title") });
  await preview.getByText(text.summary).waitFor();
  assert.equal(await preview.getByRole("listitem").filter({ hasText: /Parents|parents/ }).count(), 1);
  await form.tick(form.say("edit-safeguard"));
  await form.press("edit-submit");
  await page.getByRole("heading", { name: form.say("what-next") }).waitFor();
  await look(person, "initiative-submitted");
}

/** Invites a member of staff, as an operator does; the mail holds the link. */
export async function hireStaff() {
  const email = `staff.${unique()}@example.org`;
  const staff = ["staff", "invite", "--role", "administrator", "--email", email];
  const pactctl = process.env.PACTCTL ?? "cargo";
  const how = process.env.PACTCTL ? [] : ["run", "--quiet", "--package", "pactctl", "--"];
  await run(pactctl, [...how, ...staff], { cwd: project });
  const mail = await mailTo(email, (one) => INVITATION.test(one.text));
  const invitation = mail.text.match(INVITATION)[1];
  return { email, invitation, password: "harbour thistle copper meadow" };
}

const INVITATION = /\/en(\/invitation\/\S+)/;

/** A member of staff comes for the first time: invitation, password, authenticator. */
export async function staffArrives(person, staff) {
  const form = new Form(person);
  await person.goto(`/${person.lang}${staff.invitation}`);
  await look(person, "invitation");
  await form.type("field-password", staff.password);
  await form.press("invitation-button");
  await look(person, "sign-in-invited");
  await person.goto(`/${person.lang}/staff`);
  await look(person, "sign-in-needed");
  await signIn(person, { email: staff.email, password: staff.password });
  await look(person, "sign-in-set-up");
  const key = await person.page.locator("ol .code").textContent();
  staff.key = key.replace(/\s/g, "");
  staff.used = await fresh(staff.key);
  await form.type("field-code", staff.used);
  await form.press("set-up-button");
  await look(person, "sign-in-recovery-codes");
  staff.recovery = await person.page.locator(".codes li").allTextContents();
  assert.equal(staff.recovery.length, 10);
  await form.follow("codes-button");
  assert.match(person.path(), /\/staff$/);
  await look(person, "staff-queue");
}

/** A member of staff decides on what is open. */
export async function decide(person, decision, { reason, note } = {}) {
  const form = new Form(person);
  // A case that was not come to through the queue is opened first.
  const open = person.page.getByRole("button", { name: form.say("lease-open"), exact: true });
  if (await open.count()) await open.click();
  await form.choose("field-decision", form.say(decision));
  if (reason) await form.select("field-reason", reasonWords(person.lang, reason));
  if (note) await form.type("decide-note", note);
  const start = Date.now();
  await form.press("decide-button");
  assert.equal(await person.page.getByRole("alert").count(), 0);
  return start;
}

/** Asks again and again, gently, until something holds; the time since `start` in seconds. */
export async function until(start, seconds, what, holds) {
  for (;;) {
    if (await holds()) return (Date.now() - start) / 1000;
    if (Date.now() - start > seconds * 1000) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** Status and text of a public address, past every cache. */
export async function read(path) {
  const answer = await fetch(`${site}${path}`, { redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}
