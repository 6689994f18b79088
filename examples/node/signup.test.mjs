// A test-suite in Node against a platform of its own:
//
//   vestibule platform --exec node --test examples/node/
//
// The ids and tokens of an example client are in the environment; no packages are needed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

const { BASE_URL, PHONE_NUMBER_ID, SYSTEM_TOKEN, TO } = process.env;
assert.ok(BASE_URL, "run by `vestibule platform --exec node --test examples/node/`");

/** One call; its status and JSON. */
async function call(method, path, { token, body, base = BASE_URL } = {}) {
  const headers = { "content-type": "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  return { status: answer.status, json: await answer.json() };
}

// A world of this file alone: an exact copy of the one outside.
let world;
before(async () => {
  world = (await call("POST", "/_control/worlds/main/fork", { body: {} })).json;
});
after(() => call("DELETE", `/_control/worlds/${world.name}`));

test("a message is accepted", async () => {
  const body = {
    messaging_product: "whatsapp", to: TO, type: "text", text: { body: "We are open until noon." },
  };
  const told = await call("POST", `/v21.0/${PHONE_NUMBER_ID}/messages`, {
    token: SYSTEM_TOKEN, body, base: world.api,
  });
  assert.equal(told.status, 200, JSON.stringify(told.json));
  assert.match(told.json.messages[0].id, /^wamid\./);
});

test("a rate limit is met and survived", async () => {
  const path = `/v21.0/${PHONE_NUMBER_ID}?fields=status`;
  const fault = { kind: { error: { code: 80007 } }, when: { first: 1 } };
  const ordered = await call("POST", "/_control/faults", { body: fault, base: world.api });
  assert.equal(ordered.status, 200, JSON.stringify(ordered.json));
  const refused = await call("GET", path, { token: SYSTEM_TOKEN, base: world.api });
  assert.equal(refused.json.error?.code, 80007, JSON.stringify(refused.json));
  const again = await call("GET", path, { token: SYSTEM_TOKEN, base: world.api });
  assert.equal(again.json.status, "CONNECTED");
});
