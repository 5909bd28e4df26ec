// The whole life of a signatory and of an initiative: changes asked, refusal, appeal,
// publication, edit, take-down, restoration, by one signatory and two of the staff. Each mail
// on the way is read from the mailbox, and there is one of each, no more.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, Person } from "./lib/browser.mjs";
import { wholeSystem } from "./lib/environment.mjs";
import { apply, arriveAsStaff } from "./lib/job.mjs";
import { look } from "./lib/look.mjs";
import { mailsTo } from "./lib/mailbox.mjs";
import { phrase } from "./lib/phrases.mjs";
import { asItsSnapshot } from "./lib/snapshots.mjs";
import { Form, decide, read, until } from "./lib/steps.mjs";

const LANG = "en";
/** A mail that waits for the time of taking back, and for the next minute's round. */
const MAIL_PATIENCE = 200;
const PAGE_PATIENCE = 60;

describe("the whole life of a signatory and an initiative", wholeSystem, () => {
  let browser;
  let person;
  let anna;
  let ben;
  let application;
  const notes = {
    first: "Please tell us which council decided.",
    refused: "The decision cannot be found on your site.",
    revise: "Please say how many schools take part.",
    down: "A class can be recognised.",
  };

  before(async () => {
    browser = await launch();
    person = await Person.arrive(browser, "life", { lang: LANG });
    anna = await arriveAsStaff(browser, "life-anna", LANG);
    ben = await arriveAsStaff(browser, "life-ben", LANG);
  });
  after(async () => {
    for (const one of [person, anna, ben]) await one?.leave();
    await browser?.close();
  });

  const open = async (staff, label) => {
    await staff.goto(`/${LANG}/staff`);
    await staff.page.getByRole("button", { name: label }).first().click();
    await staff.page.waitForLoadState();
  };
  const mail = (subject) => async () => {
    const wanted = phrase(LANG, subject);
    const mails = await mailsTo(application.who.email);
    return mails.filter((one) => one.subject === wanted);
  };
  const arrived = async (subject, start = Date.now()) => {
    const seconds = await until(start, MAIL_PATIENCE, subject, async () => (await mail(subject)()).length > 0);
    console.log(`${subject}: ${seconds.toFixed(0)} s`);
    const mails = await mail(subject)();
    for (const one of mails) asItsSnapshot(LANG, one);
    return mails[0];
  };
  const desk = async () => {
    await person.goto(`/${LANG}/desk`);
    return person.page;
  };

  test("registers, signs, posts", async () => {
    application = await apply(person);
  });

  test("a decision is taken back before anybody is told", async () => {
    await open(anna, application.who.name);
    const path = anna.path();
    await decide(anna, "decide-ask-changes", { note: notes.first });
    assert.equal(anna.path(), path);
    await look(anna, "staff-just-decided");
    await new Form(anna).press("undo-button");
    assert.equal(anna.path(), path);
    assert.equal(await (await desk()).getByText(notes.first).count(), 0);
  });

  test("is refused, appeals, and a colleague verifies", async () => {
    await open(anna, application.who.name);
    const path = anna.path();
    const start = await decide(anna, "decide-refuse", { reason: "not_verifiable", note: notes.refused });
    const page = await desk();
    await page.getByText(notes.refused).waitFor();
    await look(person, "desk-refused-with-appeal");
    const refused = await arrived("mail-refused-subject", start);
    assert.ok(refused.text.includes(notes.refused), refused.text);

    const form = new Form(person);
    await form.follow("appeal-button");
    await look(person, "desk-appeal");
    await form.type("appeal-note", "It stands in the minutes of 3 June.");
    await form.press("appeal-button");
    await arrived("mail-appealed-subject");

    // Who refused sees that somebody else decides, and is refused when trying.
    await open(anna, application.who.name);
    await look(anna, "staff-appeal");
    await anna.page.getByText(phrase(LANG, "staff-needs-another")).waitFor();
    await new Form(anna).choose("field-decision", phrase(LANG, "decide-verify"));
    await new Form(anna).press("decide-button");
    await anna.page.getByRole("heading", { name: phrase(LANG, "needs-another-title") }).waitFor();
    await look(anna, "problem-needs-another");
    await anna.goto(path);
    await new Form(anna).press("lease-release");

    await open(ben, application.who.name);
    await decide(ben, "decide-verify");
    await arrived("mail-verified-subject");
  });

  test("an initiative is sent back, revised, published", async () => {
    const { title } = application.text;
    await open(anna, title);
    const start = await decide(anna, "decide-ask-changes", { note: notes.revise });
    await person.goto(`/${LANG}/desk/initiatives`);
    await person.page.getByRole("link", { name: title }).click();
    await person.page.getByText(notes.revise).waitFor();
    await look(person, "initiative-changes-asked");
    const asked = await arrived("mail-revise-subject", start);
    assert.ok(asked.text.includes(notes.revise), asked.text);
    const form = new Form(person);
    await form.type("field-summary", "Workshops in all 12 primary schools of the town.");
    await form.press("edit-submit");
    await open(ben, title);
    const published = await decide(ben, "decide-publish");
    await arrived("mail-approved-subject", published);
    await until(published, PAGE_PATIENCE, "the public list", async () =>
      (await read(`/${LANG}/initiatives/`)).text.includes(title));
  });

  test("an edit is decided as a difference while the old version stays up", async () => {
    const { title } = application.text;
    await person.goto(`/${LANG}/desk/initiatives`);
    await person.page.getByRole("link", { name: title }).click();
    const form = new Form(person);
    await form.type("field-summary", "Workshops in all 14 primary schools of the town.");
    await form.press("edit-submit");
    await open(anna, title);
    await look(anna, "staff-difference");
    await anna.page.locator("ins", { hasText: "14" }).waitFor();
    await anna.page.locator("del", { hasText: "12" }).waitFor();
    assert.ok((await read(`/${LANG}/initiatives/`)).text.includes("all 12 primary"));
    const start = await decide(anna, "decide-publish");
    await until(start, PAGE_PATIENCE, "the new version", async () =>
      (await read(`/${LANG}/initiatives/`)).text.includes("all 14 primary"));
  });

  test("is taken down, and restored by somebody else", async () => {
    const { title } = application.text;
    const address = await publicAddress(title);
    await anna.goto(await caseOf(anna, address));
    const start = await decide(anna, "decide-take-down", { reason: "identifies_person", note: notes.down });
    const gone = await until(start, PAGE_PATIENCE, "410", async () => (await read(address)).status === 410);
    console.log(`410 after ${gone.toFixed(1)} s`);
    const down = await arrived("mail-removed-subject", start);
    assert.ok(down.text.includes(notes.down), down.text);
    const case_ = anna.caseAddress;
    await ben.goto(case_);
    const restored = await decide(ben, "decide-restore");
    await until(restored, PAGE_PATIENCE, "the page once more", async () => (await read(address)).status === 200);
    await arrived("mail-returned-subject", restored);
  });

  test("each change of state was one mail", async () => {
    const counts = {
      "mail-welcome-subject": 1,
      "mail-signed-subject": 1,
      "mail-refused-subject": 1,
      "mail-appealed-subject": 1,
      "mail-verified-subject": 1,
      "mail-submitted-subject": 3,
      "mail-changes-subject": 0,
      "mail-revise-subject": 1,
      "mail-approved-subject": 2,
      "mail-removed-subject": 1,
      "mail-returned-subject": 1,
    };
    await arrived("mail-submitted-subject");
    const found = {};
    for (const subject of Object.keys(counts)) {
      const mails = await mail(subject)();
      for (const one of mails) asItsSnapshot(LANG, one);
      found[subject] = mails.length;
    }
    assert.deepEqual(found, counts);
    console.log(JSON.stringify(found));
  });

  async function publicAddress(title) {
    const reader = await Person.arrive(browser, "life-reader", { lang: LANG });
    await reader.goto(`/${LANG}/initiatives/`);
    const address = await reader.page.getByRole("link", { name: title }).first().getAttribute("href");
    await reader.leave();
    return address;
  }

  /** The staff's case of a public initiative, through its signatory's. */
  async function caseOf(staff, address) {
    const id = address.split("/")[3].split("-")[0];
    const answer = await read(address);
    const signatory = answer.text.match(/\/signatories\/([0-9a-z]{26})-/)[1];
    staff.caseAddress = `/${LANG}/staff/signatories/${signatory}/initiatives/${id}`;
    return staff.caseAddress;
  }
});
