// PASS and FAIL lines, and how many there were.
import process from "node:process";

/** One of the variables that describe the platform. */
export function env(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** Asks the control interface: GET without a body, POST with one. */
export async function control(path, body) {
  const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${env("BASE_URL")}/_control/${path}`, request);
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
  return told;
}

/** The newest code on a telephone, its digits alone. */
export async function codeOn(number) {
  const shown = (await control(`handsets/${number}`)).data.filter((one) => one.kind === "code");
  const newest = shown.reduce((best, one) => (one.seq > best.seq ? one : best));
  return newest.body.replace(/\D/g, "");
}

export class Report {
  passed = 0;
  failed = 0;

  constructor(client) {
    this.client = client;
  }

  /** Runs `ask`; what is false, missing or thrown is a failure. */
  async check(name, ask) {
    try {
      const answer = await ask();
      if (answer === undefined || answer === null || answer === false) {
        throw new Error(`the answer is ${answer}`);
      }
      this.#count(true, name);
      return answer;
    } catch (failure) {
      const said = (await failure?.response?.text?.().catch(() => "")) || failure?.message;
      this.#count(false, name, said);
      return undefined;
    }
  }

  /** Runs `ask`, which must be refused with an error that has this code. */
  async refused(name, code, ask, codeOf) {
    try {
      const answer = await ask();
      this.#count(false, name, `nothing was refused: ${JSON.stringify(answer)}`);
    } catch (refusal) {
      const found = await codeOf(refusal);
      this.#count(found === code, name, `code ${found}: ${refusal?.message}`);
    }
  }

  /** Prints the sum and ends the process. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed || !this.passed ? 1 : 0);
  }

  #count(good, name, why = "") {
    if (good) this.passed += 1;
    else this.failed += 1;
    console.log(`${good ? "PASS" : "FAIL"} ${this.client}: ${name}${good ? "" : `: ${why}`}`);
  }
}
