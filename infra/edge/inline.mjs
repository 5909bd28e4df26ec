// Copies pages.js and actions.js into template.yaml, since CloudFormation takes the code of
// CloudFront Functions only inline. `node infra/edge/inline.mjs` after a change; edge.test.mjs
// and tests/tests/template.rs fail while the two differ.
import { readFileSync, writeFileSync } from 'node:fs';

const TEMPLATE = new URL('../../template.yaml', import.meta.url);
const RESOURCES = { PagesRequest: 'pages.js', ActionsRequest: 'actions.js' };
const INDENT = '        ';

/** The template with the functions' present code in it. */
export function inlined(template) {
  return Object.entries(RESOURCES).reduce((text, [resource, file]) => {
    const code = readFileSync(new URL(file, import.meta.url), 'utf8');
    const block = code.replace(/^(?=.)/gm, INDENT);
    const place = new RegExp(`(\\n  ${resource}:\\n(?:    .*\\n)*?      FunctionCode: \\|\\n)(?:${INDENT}.*\\n|\\n(?=${INDENT}))*`);
    if (!place.test(text)) {
      throw new Error(`template.yaml has no FunctionCode for ${resource}`);
    }
    return text.replace(place, (_, head) => head + block);
  }, template);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(TEMPLATE, inlined(readFileSync(TEMPLATE, 'utf8')));
}
