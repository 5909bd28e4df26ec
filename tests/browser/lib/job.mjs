// The main job from beginning to end, as one person and one member of staff do it.
import assert from "node:assert/strict";
import { Person } from "./browser.mjs";
import { look } from "./look.mjs";
import {
  Form, decide, hireStaff, newInitiative, newcomer, postInitiative, read, register, signIn,
  signPact, staffArrives, until,
} from "./steps.mjs";
import { phrase } from "./phrases.mjs";

/** Most seconds from a decision to the public page, and from a take-down to 410 (q103). */
const PATIENCE = 60;

/** A member of staff, signed in with a second factor. */
export async function arriveAsStaff(browser, name, lang, options = {}) {
  const staff = await hireStaff();
  const person = await Person.arrive(browser, name, { ...options, lang });
  await staffArrives(person, staff);
  return Object.assign(person, { staff });
}

/** Home, account, signature, initiative: up to what waits for staff. */
export async function apply(person, { mistakes = false } = {}) {
  const who = newcomer(person.lang);
  const text = newInitiative(person.lang);
  await register(person, who, { mistakes });
  await look(person, "sign-in-confirmed");
  await signIn(person, who);
  assert.match(person.path(), /\/desk$/);
  await look(person, "desk");
  await signPact(person, who, { mistakes });
  await postInitiative(person, text, { mistakes });
  return { who, text };
}

/** Staff verify the signatory and publish the initiative; the pages follow. */
export async function approve(staff, { who, text }) {
  const form = new Form(staff);
  await staff.goto(`/${staff.lang}/staff`);
  await look(staff, "staff-queue-waiting");
  await staff.page.getByRole("button", { name: who.name }).click();
  await look(staff, "staff-signatory");
  await decide(staff, "decide-verify");
  await staff.goto(`/${staff.lang}/staff`);
  await staff.page.getByRole("button", { name: text.title }).click();
  await look(staff, "staff-initiative");
  const desk = staff.path();
  const start = await decide(staff, "decide-publish");
  await staff.goto(`/${staff.lang}/staff`);
  assert.equal(await staff.page.getByRole("button", { name: text.title }).count(), 0, form.lang);
  return { start, desk };
}

/** Waits for the public pages, in both languages, and reads them as anybody would. */
export async function readPublicly(person, { who, text }, start) {
  const { page, lang } = person;
  const form = new Form(person);
  let seconds = 0;
  for (const other of ["en", "fr"]) {
    seconds = await until(start, PATIENCE, `${text.title} in the list`, async () =>
      (await read(`/${other}/initiatives/`)).text.includes(text.title),
    );
  }
  await person.goto(`/${lang}/`);
  await until(start, PATIENCE, "the home page", async () => {
    await page.reload();
    return (await page.getByRole("link", { name: text.title }).count()) > 0;
  });
  await look(person, "public-home");
  await form.follow("nav-signatories");
  await look(person, "public-signatories");
  await page.getByRole("link", { name: who.name }).first().click();
  await look(person, "public-signatory");
  await page.getByRole("link", { name: who.country }).first().click();
  await look(person, "public-country");
  await page.getByRole("link", { name: who.name }).first().click();
  await page.getByRole("link", { name: text.title }).click();
  await look(person, "public-initiative");
  await page.getByText(text.summary).waitFor();
  assert.ok(await page.getByText(phrase(lang, "p-prevention")).count());
  const address = person.path();
  const signatory = await page.getByRole("main").getByRole("link", { name: who.name }).getAttribute("href");
  // The other language is one click away, on the same page.
  const other = lang === "en" ? "fr" : "en";
  await page.getByRole("link", { name: { en: "English", fr: "Français" }[other], exact: true }).click();
  assert.equal(person.path(), address.replace(`/${lang}/`, `/${other}/`));
  await page.getByText(text.summary).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), other);
  assert.deepEqual(await person.context.cookies(), [], "a reader of public pages has a cookie");
  return { address, signatory, seconds };
}

/** q103: staff take the initiative down; it is gone everywhere within the minute. */
export async function takeDown(staff, person, desk, { text }, { address, signatory }) {
  await staff.goto(desk);
  const note = `A class can be recognised in ${text.title}.`;
  const start = await decide(staff, "decide-take-down", { reason: "identifies_person", note });
  const both = (path) => ["en", "fr"].map((lang) => path.replace(/^\/(en|fr)\//, `/${lang}/`));
  const gone = await until(start, PATIENCE, "410", async () => {
    const answers = await Promise.all(both(address).map(read));
    return answers.every(({ status }) => status === 410);
  });
  const lists = [
    "/en/", "/en/initiatives/", "/en/initiatives/prevention/", "/en/initiatives/participation/", signatory,
  ];
  const dropped = await until(start, PATIENCE, "the lists", async () => {
    const answers = await Promise.all(lists.flatMap(both).map(read));
    return answers.every(({ text: page }) => !page.includes(text.title));
  });
  for (const path of both(address)) {
    const { text: page } = await read(path);
    assert.ok(!page.includes(text.title) && !page.includes(text.summary), path);
  }
  // The author reads why at the desk.
  await until(start, PATIENCE, "the note", async () => {
    await person.goto(`/${person.lang}/desk/initiatives/${address.split("/")[3].split("-")[0]}`);
    return (await person.page.getByText(note).count()) > 0;
  });
  return { gone, dropped };
}
