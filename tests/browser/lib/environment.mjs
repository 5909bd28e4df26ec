// What the tests run against; `local` sets these when it starts them.
import { fileURLToPath } from "node:url";

/** Root of the project. */
export const project = fileURLToPath(new URL("../../../", import.meta.url));
/** Where pictures and measurements are kept. */
export const artefacts = `${project}artefacts/`;
/** The site as people reach it, without a slash at the end. */
export const site = process.env.SITE;
/** Reads every mail that the local AWS has sent. */
export const mailbox =
  process.env.MAILBOX ?? `${process.env.MINISTACK}/_ministack/ses/messages`;

/** Options of a suite that needs the whole system; says so where there is none. */
export const wholeSystem = site
  ? { timeout: 600_000 }
  : { skip: "SITE is not set: start it by `make test`, or `make run` and SITE=http://localhost:8080" };
