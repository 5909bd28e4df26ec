// axe-core with every rule that is about WCAG 2.2 A and AA, best practice or on trial.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const figures = { pages: 0, rules: new Set(), checks: 0 };

/** What axe-core has looked at so far in this process. */
export const counted = () => ({ ...figures, rules: figures.rules.size });

/** Looks at a page in the light scheme, then at its colours in the dark one. */
export async function assertAccessible(page, name) {
  for (const [colorScheme, category] of [["light", undefined], ["dark", "cat.color"]]) {
    await page.emulateMedia({ colorScheme });
    const { violations, passes } = await look(page, category);
    figures.checks += passes.length;
    for (const rule of passes) figures.rules.add(rule);
    assert.deepEqual(violations, [], `${name}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  figures.pages += 1;
}

async function look(page, category) {
  // By way of the debugger: the page's own policy would not let a script in.
  await page.evaluate(axe);
  return page.evaluate(async (category) => {
    const axe = globalThis.axe;
    const left = ["wcag2aaa", "deprecated"];
    const rules = axe
      .getRules()
      .filter((rule) => !rule.tags.some((tag) => left.includes(tag)))
      .filter((rule) => !category || rule.tags.includes(category))
      .map((rule) => rule.ruleId);
    const result = await axe.run(document, { runOnly: { type: "rule", values: rules } });
    return {
      passes: result.passes.map((rule) => rule.id),
      violations: result.violations.map((rule) => ({
        rule: rule.id,
        help: rule.help,
        where: rule.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
      })),
    };
  }, category);
}
