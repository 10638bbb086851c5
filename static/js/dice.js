/* The dice of game/rules/dice.py, in the browser: HMAC-SHA256(server_seed, "client_seed:nonce:counter"), cut into 32-bit words.
   Both must reproduce game/tests/vectors/dice.json. */

const WORD = 2 ** 32;
const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The hash that players see before a seed is used: SHA-256 of the seed's hex text. */
export const commitment = async (serverSeed) => hex(await crypto.subtle.digest("SHA-256", bytes(serverSeed)));

export class Dice {
  #key; #prefix; #counter = 0; #words = [];

  static async make(serverSeed, clientSeed, nonce) {
    const dice = new Dice();
    dice.#key = await crypto.subtle.importKey("raw", bytes(serverSeed), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    dice.#prefix = `${clientSeed}:${nonce}:`;
    return dice;
  }

  async #word() {
    if (this.#words.length === 0) {
      const block = new DataView(await crypto.subtle.sign("HMAC", this.#key, bytes(this.#prefix + this.#counter)));
      this.#counter += 1;
      for (let at = 28; at >= 0; at -= 4) this.#words.push(block.getUint32(at));
    }
    return this.#words.pop();
  }

  /** A whole number from 0 to n - 1; words that would favour a remainder are skipped. */
  async below(n) {
    if (!Number.isInteger(n) || n < 1 || n > WORD) throw new RangeError(`a die needs 1 to 2^32 faces, not ${n}`);
    const limit = WORD - (WORD % n);
    let word = await this.#word();
    while (word >= limit) word = await this.#word();
    return word % n;
  }

  async between(low, high) { return low + (await this.below(high - low + 1)); }
  async chance(permille) { return (await this.below(1000)) < permille; }

  async pick(weights) {
    let mark = await this.below(weights.reduce((sum, weight) => sum + weight, 0));
    return weights.findIndex((weight) => (mark -= weight) < 0);
  }
}
