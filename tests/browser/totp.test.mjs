import assert from "node:assert/strict";
import { test } from "node:test";
import { code } from "./lib/totp.mjs";

test("the authenticator shows what RFC 6238 says", () => {
  // Appendix B: the ASCII key "12345678901234567890"; the last six of the eight digits.
  const key = "GEZDGNBVGY3TQOJQ GEZDGNBVGY3TQOJQ";
  assert.equal(code(key, 59_000), "287082");
  assert.equal(code(key, 1_111_111_109_000), "081804");
  assert.equal(code(key, 20_000_000_000_000), "353130");
});
