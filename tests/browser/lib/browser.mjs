// Chromium, and what must hold on whatever page it comes to.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { artefacts, site } from "./environment.mjs";

const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts Chromium with a new, empty profile. `keepsPages`: as people's browsers do, going
 * back brings a page from memory where it may. */
export async function launch({ keepsPages = false } = {}) {
  const executablePath = process.env.CHROMIUM ?? PROGRAMS.find((path) => existsSync(path));
  assert.ok(executablePath, "Chromium is missing: apt-get install chromium");
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    ignoreDefaultArgs: keepsPages ? ["--disable-back-forward-cache"] : [],
    args: [
      "--lang=en-GB",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A person with a browser of their own: a context whose pages are watched. */
export class Person {
  #trouble = [];

  static async arrive(browser, name, options = {}) {
    const { width = 1280, script = true, lang = "en", at = site, ...others } = options;
    const person = new Person();
    person.name = name;
    person.lang = lang;
    person.script = script;
    person.narrow = width < 400;
    person.context = await browser.newContext({
      baseURL: at,
      viewport: { width, height: person.narrow ? 640 : 900 },
      locale: lang === "fr" ? "fr-FR" : "en-GB",
      timezoneId: "Europe/Brussels",
      javaScriptEnabled: script,
      reducedMotion: "reduce",
      ...others,
    });
    person.context.setDefaultTimeout(15_000);
    await person.#watch(new URL(at));
    person.page = await person.context.newPage();
    return person;
  }

  /** Another tab of the same browser. */
  async otherTab() {
    const other = Object.assign(new Person(), this);
    other.#trouble = this.#trouble;
    other.page = await this.context.newPage();
    return other;
  }

  async #watch(home) {
    const note = (text) => this.#trouble.push(`${this.page?.url() ?? ""}: ${text}`);
    await this.context.route(
      (url) => url.host !== home.host,
      (route) => {
        note(`asks another host: ${route.request().url()}`);
        return route.abort();
      },
    );
    this.context.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      // Chromium's note that the page itself came with a status like 404 or 422.
      if (message.location().url === message.page()?.url() && /the server responded with a status of/.test(message.text())) return;
      note(`${message.type()} in the console: ${message.text()} (${message.location().url})`);
    });
    this.context.on("weberror", (error) => note(`script fails: ${error.error()}`));
    this.context.on("response", async (response) => {
      const { pathname, host } = new URL(response.url());
      if (host !== home.host || !isPublic(pathname)) return;
      const headers = await response.headersArray().catch(() => []);
      if (headers.some(({ name }) => name.toLowerCase() === "set-cookie")) {
        note(`a public page sets a cookie: ${pathname}`);
      }
    });
    this.context.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      if (!/ERR_ABORTED/.test(reason)) note(`${request.url()} failed: ${reason}`);
    });
  }

  /** Console, scripts, hosts, cookies of public pages: nothing may have been noted. */
  assertNoTrouble() {
    assert.deepEqual(this.#trouble, [], `${this.name} came across this`);
  }

  /** Forgets what was noted, and tells it. */
  takeTrouble() {
    return this.#trouble.splice(0);
  }

  goto(path) {
    return this.page.goto(path);
  }

  /** Path of the page that is open. */
  path() {
    return new URL(this.page.url()).pathname;
  }

  /** A picture of the whole page. */
  async picture(name) {
    const folder = `${artefacts}screenshots/${this.name}/`;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
  }

  async leave() {
    await this.context.close();
    this.assertNoTrouble();
  }
}

/** Addresses that are the same for everybody. */
export function isPublic(path) {
  return !/^\/(\.\.|[a-z]{2})\/(register|sign-|invitation|desk|staff)|^\/api\//.test(path);
}
