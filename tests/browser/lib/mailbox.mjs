// Reads the mails that the local AWS has sent, as their receivers would.
import { mailbox } from "./environment.mjs";

/** Every mail to an address, oldest first: `{ subject, text, html }`. */
export async function mailsTo(address) {
  const answer = await fetch(mailbox);
  if (!answer.ok) throw new Error(`the mailbox answers ${answer.status}`);
  const { messages } = await answer.json();
  return Object.values(messages)
    .flat()
    .filter((mail) => (mail.To ?? []).some((to) => to.toLowerCase() === address.toLowerCase()))
    .map((mail) => ({
      subject: mail.Subject ?? "",
      text: mail.BodyText || mail.BodyHtml || "",
      html: mail.BodyHtml ?? "",
    }));
}

/** Waits for a mail to an address that fits; `seen` mails are known already. */
export async function mailTo(address, fits, seen = 0) {
  const until = Date.now() + 30_000;
  for (;;) {
    const mails = (await mailsTo(address)).slice(seen);
    const found = mails.reverse().find(fits);
    if (found) return found;
    if (Date.now() > until) throw new Error(`the mail for ${address} has not come in 30 s`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** The code in the newest mail that has one. */
export async function codeFor(address, seen = 0) {
  const code = (mail) => mail.text.match(/(?<!\d)\d{6}(?!\d)/)?.[0];
  return code(await mailTo(address, code, seen));
}
