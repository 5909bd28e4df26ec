// What goes wrong between a person and the site: sessions that end, two editors, impatient
// clicks, somebody else's browser history.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Person, launch } from "./lib/browser.mjs";
import { wholeSystem } from "./lib/environment.mjs";
import { assertProblems, look } from "./lib/look.mjs";
import { Form, fillInitiative, newInitiative, newcomer, register, signIn, signOut } from "./lib/steps.mjs";
import { phrase } from "./lib/phrases.mjs";

describe("nothing is lost, doubled or left behind", wholeSystem, () => {
  let browser;
  let person;
  const who = newcomer("en");
  before(async () => {
    // As people's browsers do: a page that is left may come back from memory.
    browser = await launch({ keepsPages: true });
    person = await Person.arrive(browser, "faults", { lang: "en" });
    await register(person, who);
    await signIn(person, who);
  });
  after(async () => {
    person?.assertNoTrouble();
    await browser?.close();
  });

  /** The titles of one's initiatives. */
  async function titles() {
    await person.goto("/en/desk/initiatives");
    return person.page.locator("main ol .task__name").allTextContents();
  }

  /** A browser that is signed in to the same account. */
  async function colleague(name, options = {}) {
    const other = await Person.arrive(browser, name, { lang: "en", ...options });
    await other.goto("/en/sign-in");
    await signIn(other, who);
    assert.equal(other.path(), "/en/desk");
    return other;
  }

  for (const script of [true, false]) {
    const how = script ? "with" : "without";
    test(`a double click makes one initiative, ${how} JavaScript`, async () => {
      const other = await colleague(`faults-double-${how}`, { javaScriptEnabled: script, script });
      await other.goto("/en/desk/initiatives/new");
      const form = new Form(other);
      const { title } = newInitiative("en");
      await form.type("field-title", title);
      await form.button("edit-save").dblclick();
      await other.page.waitForURL(/initiatives\/[0-9a-z]{26}/);
      await other.page.waitForLoadState();
      assert.equal((await titles()).filter((one) => one === title).length, 1);
      await other.leave();
    });
  }

  test("two editors: the second sees both versions and decides", async () => {
    const text = newInitiative("en");
    await person.goto("/en/desk/initiatives/new");
    let mine = new Form(person);
    await mine.type("field-title", text.title);
    await mine.press("edit-save");
    const address = person.path();
    await person.goto(address);
    const other = await colleague("faults-editor");
    await other.goto(address);
    const theirs = new Form(other);
    await theirs.type("field-summary", "What the colleague wrote.");
    await theirs.press("edit-save");
    await mine.type("field-summary", "What I wrote.");
    await mine.press("edit-save");
    await person.page.getByRole("heading", { name: phrase("en", "versions-title") }).waitFor();
    await look(person, "initiative-two-versions");
    const version = (key) => person.page.getByRole("region", { name: phrase("en", key) });
    await version("versions-theirs").getByText("What the colleague wrote.").waitFor();
    await version("versions-mine").getByText("What I wrote.").waitFor();
    // Nothing is overwritten before the decision.
    await other.goto(address);
    assert.equal(await theirs.field("field-summary").inputValue(), "What the colleague wrote.");
    await mine.press("versions-keep-mine");
    await person.goto(address);
    mine = new Form(person);
    assert.equal(await mine.field("field-summary").inputValue(), "What I wrote.");
    assert.equal(await mine.field("field-title").inputValue(), text.title);
    await other.leave();
  });

  test("a session that ends while one writes loses nothing", async () => {
    const text = newInitiative("en");
    await person.goto("/en/desk/initiatives/new");
    const form = new Form(person);
    await fillInitiative(form, text);
    const other = await colleague("faults-elsewhere");
    await other.goto("/en/desk/sessions");
    await look(other, "desk-sessions");
    await new Form(other).press("sessions-end-all");
    await other.leave();
    await form.press("edit-save");
    assert.match(person.path(), /\/sign-in$/);
    await person.page.getByText(phrase("en", "sign-in-over-text")).waitFor();
    await look(person, "sign-in-session-over");
    await signIn(person, who);
    await person.page.getByText(phrase("en", "notice-kept-title")).waitFor();
    await look(person, "initiative-kept");
    assert.equal(await form.field("field-title").inputValue(), text.title);
    assert.equal(await form.field("field-description").inputValue(), text.description);
    assert.ok(await form.group("field-ps").getByLabel(phrase("en", "p-prevention"), { exact: true }).isChecked());
    await form.press("edit-save");
    assert.equal((await titles()).filter((one) => one === text.title).length, 1);
  });

  test("going back keeps the answers", async () => {
    const other = await Person.arrive(browser, "faults-back", { lang: "en" });
    await other.goto("/en/register");
    const form = new Form(other);
    await form.choose("register-profile-title", phrase("en", "profile-organisation"));
    await form.press("go-on");
    await form.type("field-official-name", "Association of Examples");
    await form.press("go-on");
    await assertProblems(other, [
      "country", "name_language", "kind", "signer_name", "signer_function", "contact_name",
      "contact_language", "email",
    ]);
    await other.goto("/en/register");
    assert.ok(await other.page.getByLabel(phrase("en", "profile-organisation"), { exact: true }).isChecked());
    await form.press("go-on");
    assert.equal(await form.field("field-official-name").inputValue(), "Association of Examples");
    await other.leave();
  });

  test("after signing out, going back shows nothing", async () => {
    const other = await colleague("faults-history");
    await other.goto("/en/desk/contact");
    await other.page.getByText(phrase("en", "desk-contact")).first().waitFor();
    assert.equal(await new Form(other).field("field-contact-name").inputValue(), who.contact);
    await signOut(other);
    await look(other, "signed-out");
    for (let steps = 0; steps < 3; steps += 1) {
      // A page that comes back from memory is never loaded: it is there at once.
      await other.page.goBack({ waitUntil: "commit" });
      await other.page.locator("h1").waitFor();
      const shown = await other.page.content();
      const typed = await other.page.locator("input").evaluateAll((all) => all.map((one) => one.value));
      for (const secret of [who.contact, who.email, who.name]) {
        const field = typed.includes(secret) && !/sign-in/.test(other.path());
        assert.ok(!shown.includes(secret) && !field, `${secret} at ${other.path()} after signing out`);
      }
    }
    await other.leave();
  });
});
