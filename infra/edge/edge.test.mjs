// The CloudFront Functions, called as CloudFront calls them: `node --test infra/edge/`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inlined } from './inline.mjs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const load = (file) => new Function(`${read(file)}\nreturn handler;`)();
const pages = load('pages.js');
const actions = load('actions.js');

function event(uri, headers = {}, querystring = {}) {
  return {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: '2001:db8::7' },
    request: {
      method: 'GET',
      uri,
      querystring,
      cookies: {},
      headers: Object.fromEntries(
        Object.entries({ host: 'pact.example', ...headers }).map(([name, value]) => [name, { value }]),
      ),
    },
  };
}

const home = (accept) => pages(event('/', accept === undefined ? {} : { 'accept-language': accept }));

test('the root leads to the language that the reader likes best', () => {
  const expected = [
    [undefined, '/en/'],
    ['', '/en/'],
    ['fr', '/fr/'],
    ['fr-CH', '/fr/'],
    ['FR-be,nl;q=0.9', '/fr/'],
    ['en', '/en/'],
    ['en-GB,en;q=0.9,fr;q=0.8', '/en/'],
    ['fr;q=0.8,en;q=0.9', '/en/'],
    ['en;q=0.3, fr;q=0.7', '/fr/'],
    ['de,fr;q=0.9,en;q=0.8', '/fr/'],
    ['de', '/en/'],
    ['*', '/en/'],
    ['de, *;q=0.5', '/en/'],
    ['fr;q=0', '/en/'],
    ['fr,en', '/fr/'],
    ['en,fr', '/en/'],
    ['fra', '/en/'],
    ['french', '/en/'],
  ];
  for (const [accept, location] of expected) {
    const answer = home(accept);
    assert.equal(answer.statusCode, 302, accept);
    assert.equal(answer.headers.location.value, location, accept);
  }
});

test('a broken Accept-Language is no reason to fail', () => {
  for (const accept of ['fr;q=2', 'fr;q=abc', 'fr;q=-1', ';;;', ',,,', 'fr;', '\u0000', 'x'.repeat(8192), 'a,'.repeat(4000)]) {
    assert.equal(home(accept).headers.location.value, '/en/', accept.slice(0, 20));
  }
  assert.equal(home('fr ; q=0.5').headers.location.value, '/fr/');
});

test('the language redirect is kept by nobody and differs by language', () => {
  const { headers } = home('fr');
  assert.equal(headers['cache-control'].value, 'no-store');
  assert.equal(headers.vary.value, 'accept-language');
});

test('q80: redirects made at the edge carry the transport rule of all other answers', () => {
  const template = read('../../template.yaml');
  const [, age] = template.match(/AccessControlMaxAgeSec: (\d+), IncludeSubdomains: true/);
  for (const answer of [home('fr'), pages(event('/en'))]) {
    assert.equal(answer.headers['strict-transport-security'].value, `max-age=${age}; includeSubDomains`);
  }
});

test('a folder is answered by its index', () => {
  for (const uri of ['/en/', '/fr/pact/', '/en/signatories/be/2/', '/en/initiatives/01h-title/']) {
    assert.equal(pages(event(uri)).uri, `${uri}index.html`);
  }
});

test('a page without its slash is redirected', () => {
  for (const uri of ['/en', '/fr/pact', '/en/signatories/01jd-Ville_de-x']) {
    const answer = pages(event(uri));
    assert.equal(answer.statusCode, 301, uri);
    assert.equal(answer.headers.location.value, `${uri}/`);
  }
});

test('files and unknown addresses go on as they are', () => {
  for (const uri of ['/assets/site.0a1b2c3d.css', '/openapi.json', '/robots.txt', '/.well-known/security.txt', '/english', '/wp-login.php']) {
    assert.equal(pages(event(uri)).uri, uri);
  }
});

test('no address makes a redirect to another site', () => {
  const hostile = ['//evil.example', '//evil.example/x', '/\\evil.example', '/en//evil', '//en', '/en/%0d%0aset-cookie:x', '/en/..', '/en/a?b', '/%2fevil.example', '/en/\u2028'];
  for (const uri of hostile) {
    assert.equal(pages(event(uri)).statusCode, undefined, uri);
  }
});

test('q100: password managers find the page that changes the password', () => {
  const answer = pages(event('/.well-known/change-password', { 'accept-language': 'fr' }));
  assert.equal(answer.statusCode, 302);
  assert.equal(answer.headers.location.value, '/fr/desk/password');
});

test('the query string has no part in a redirect', () => {
  const answer = pages(event('/en/pact', {}, { utm: { value: 'x' } }));
  assert.equal(answer.headers.location.value, '/en/pact/');
});

test('the API learns address and host from the edge alone', () => {
  const sent = actions(
    event('/en/sign-in', {
      'x-viewer-address': '127.0.0.1',
      'x-viewer-host': 'evil.example',
      'x-origin-verify': 'guess',
      cookie: 'a=b',
    }),
  );
  assert.equal(sent.headers['x-viewer-address'].value, '2001:db8::7');
  assert.equal(sent.headers['x-viewer-host'].value, 'pact.example');
  assert.equal(sent.headers['x-origin-verify'], undefined);
  assert.equal(sent.headers.cookie.value, 'a=b');
  assert.equal(sent.uri, '/en/sign-in');
});

test('several values of one forged header are replaced together', () => {
  const forged = event('/en/desk');
  forged.request.headers['x-viewer-address'] = { value: 'a', multiValue: [{ value: 'a' }, { value: 'b' }] };
  assert.deepEqual(actions(forged).headers['x-viewer-address'], { value: '2001:db8::7' });
});

test('pages pass on nothing that claims to come from the edge', () => {
  const sent = pages(event('/en/', { 'x-viewer-address': '127.0.0.1', 'x-viewer-host': 'evil.example' }));
  assert.equal(sent.headers['x-viewer-address'], undefined);
  assert.equal(sent.headers['x-viewer-host'], undefined);
});

test('the functions are within what CloudFront takes', () => {
  for (const file of ['pages.js', 'actions.js']) {
    const code = read(file);
    assert.ok(Buffer.byteLength(code) <= 10_240, `${file} is larger than 10 KB`);
    // The runtime knows ES 5.1 and parts of later editions.
    assert.doesNotMatch(code, /\bfor\s*\([^)]*\bof\b|\?\.|\?\?|\bclass\b|\.\.\./, file);
  }
});

test('template.yaml holds the same code', () => {
  const template = read('../../template.yaml');
  assert.equal(inlined(template), template, 'run node infra/edge/inline.mjs');
});
