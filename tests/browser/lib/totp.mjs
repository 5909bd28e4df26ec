// The authenticator: RFC 6238 with its usual values (SHA-1, six digits, thirty seconds).
import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP = 30_000;

function decode(base32) {
  let bits = "";
  for (const letter of base32.replace(/[\s=]/g, "").toUpperCase()) {
    bits += ALPHABET.indexOf(letter).toString(2).padStart(5, "0");
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** The six digits that an authenticator with this key shows at a time. */
export function code(key, now = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / STEP)));
  const digest = createHmac("sha1", decode(key)).update(counter).digest();
  const offset = digest.at(-1) & 0xf;
  const number = (digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000;
  return String(number).padStart(6, "0");
}

/** A code that stays valid for the next seconds and was not shown before. */
export async function fresh(key, used) {
  for (;;) {
    const left = STEP - (Date.now() % STEP);
    const now = code(key);
    if (now !== used && left > 3_000) return now;
    await new Promise((done) => setTimeout(done, left + 100));
  }
}
