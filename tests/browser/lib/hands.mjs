// Two ways to fill in a form: with a mouse, and with the keyboard alone.
import assert from "node:assert/strict";

/** Clicks and types as most people do. */
export const mouse = {
  type: (page, field, text) => field.fill(text),
  day: (page, field, day) => field.fill(day),
  tick: (page, box) => box.check(),
  choose: (page, radio) => radio.check(),
  select: (page, list, label) => list.selectOption({ label }),
  press: (page, button) => button.click(),
  open: (page, summary) => summary.click(),
};

/** Tab, the arrows, Space, Enter and letters; each stop on the way must be seen. */
export const keyboard = {
  async type(page, field, text) {
    await reach(page, field);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
    // A text area takes Enter; a line of text would send its form.
    await page.keyboard.insertText(text);
    assert.equal(await field.inputValue(), text);
  },
  async day(page, field, day) {
    await reach(page, field);
    const [year, month, date] = day.split("-");
    // The order of the parts is the browser's own.
    for (const typed of [`${date}${month}${year}`, `${month}${date}${year}`]) {
      for (let parts = 0; parts < 3; parts += 1) await page.keyboard.press("ArrowLeft");
      await page.keyboard.type(typed);
      if ((await field.inputValue()) === day) return;
    }
    assert.equal(await field.inputValue(), day);
  },
  async tick(page, box) {
    await reach(page, box);
    if (!(await box.isChecked())) await page.keyboard.press("Space");
    assert.ok(await box.isChecked());
  },
  async choose(page, radio) {
    const name = await radio.getAttribute("name");
    // One stop for the whole group: the chosen one, or else the first.
    await walk(page, () => page.evaluate((n) => document.activeElement?.name === n, name));
    if (await has(radio)) await page.keyboard.press("Space");
    for (let steps = 0; !(await radio.isChecked()) && steps < 20; steps += 1) {
      await page.keyboard.press("ArrowDown");
    }
    assert.ok(await radio.isChecked());
  },
  async select(page, list, label) {
    await reach(page, list);
    await page.keyboard.type(label);
    assert.equal(await list.evaluate((l) => l.selectedOptions[0].textContent), label);
  },
  async press(page, button) {
    await reach(page, button);
    await page.keyboard.press("Enter");
  },
  async open(page, summary) {
    await reach(page, summary);
    await page.keyboard.press("Enter");
  },
};

const has = (locator) => locator.evaluate((element) => element === document.activeElement);

const reach = (page, locator) => walk(page, () => has(locator), locator);

async function walk(page, there, locator = "") {
  for (let stops = 0; stops < 250; stops += 1) {
    if (await there()) return seen(page);
    await page.keyboard.press("Tab");
    await seen(page);
  }
  throw new Error(`the Tab key does not lead to ${locator}`);
}

/** WCAG 2.4.7 and 2.4.11: what has the focus shows it, and nothing lies over it. */
async function seen(page) {
  const fault = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const called = `${element.localName}#${element.id} "${element.textContent.trim().slice(0, 40)}"`;
    const style = getComputedStyle(element);
    const ring = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    if (!ring && style.boxShadow === "none") return `${called} does not show its focus`;
    const box = element.getClientRects()[0];
    if (!box || box.width < 1) return `${called} has the focus and no place`;
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
    if (y < 0 || y > innerHeight) return `${called} has the focus outside of the window`;
    const top = document.elementFromPoint(x, y);
    if (top && !element.contains(top) && !top.contains(element)) {
      return `${called} is covered by ${top.localName}.${top.className}`;
    }
    return "";
  });
  assert.equal(fault, "");
}
