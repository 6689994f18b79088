// @great-detail/whatsapp 8.4.0, unmodified; it also takes the platform's webhooks in.
import { createServer } from "node:http";
import { Client } from "@great-detail/whatsapp";
import { control, env, Report } from "./report.mjs";

const report = new Report("great-detail");
const prefixUrl = `${env("BASE_URL")}/`;
const as = (token) => {
  const headers = { Authorization: `Bearer ${token}` };
  return new Client({ prefixUrl, graphVersion: "v21.0", request: { headers, retry: 0 } });
};
const client = as(env("BUSINESS_TOKEN"));
const businessAccountID = env("WABA_ID");
const phoneNumberID = env("PHONE_NUMBER_ID");

/** What came as a webhook, and whether the client found it well signed. */
const received = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  const query = Object.fromEntries(new URL(request.url, prefixUrl).searchParams);
  const taken = { method: request.method, query, body, headers: request.headers };
  if (request.method === "GET") {
    const registration = await client.webhook.register(taken);
    const known = registration.verifyToken === "our word";
    response.writeHead(known ? 200 : 403).end(known ? registration.accept() : "");
    return;
  }
  const event = await client.webhook.eventNotification(taken);
  const signed = await event.signature.sha256.check(env("APP_SECRET"));
  const forged = await event.signature.sha256.check("another secret");
  received.push({ notification: event.eventNotification, signed: signed && !forged });
  response.end(event.accept?.() ?? "");
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const hook = `http://127.0.0.1:${server.address().port}/hook`;

await report.check("the account", async () => {
  const fields = ["id", "name", "currency"];
  const account = await client.whatsappBusinessAccount.get(businessAccountID, { fields }).json();
  return account.id === businessAccountID && account.currency.length === 3;
});
await report.check("the numbers", async () => {
  const fields = ["id", "display_phone_number"];
  const numbers = await client.phoneNumbers.listPhoneNumbers({ businessAccountID, fields }).json();
  return numbers.data.some((number) => number.id === phoneNumberID);
});
await report.check("one number, its certificate for the provider", async () => {
  const asked = { phoneNumberID, fields: ["id", "certificate", "name_status"] };
  const number = await as(env("SYSTEM_TOKEN")).phoneNumbers.getPhoneNumber(asked).json();
  return number.name_status && number.certificate;
});
// What the app wants to hear was said before; this client has no call for that.
await report.check("the app is subscribed", async () => {
  const told = client.subscribedApps.createSubscription({ businessAccountID });
  return (await told.json()).success;
});
await report.check("  with this program's address", async () => {
  const address = { override_callback_uri: hook, verify_token: "our word" };
  const told = client.subscribedApps.createSubscription({ businessAccountID, ...address });
  return (await told.json()).success;
});
await report.check("  which is listed", async () => {
  const rows = await client.subscribedApps.listSubscriptions({ businessAccountID }).json();
  return rows.data.some((row) => row.override_callback_uri === hook);
});
await report.refused(
  "an address that does not know the word",
  2200,
  () => {
    const address = { override_callback_uri: hook, verify_token: "another word" };
    return client.subscribedApps.createSubscription({ businessAccountID, ...address }).json();
  },
  async (refusal) => (await refusal.response.json()).error.code,
);
await report.check("the profile", async () => {
  const asked = { phoneNumberID, fields: { about: true } };
  return Array.isArray((await client.businessProfile.getBusinessProfile(asked).json()).data);
});
await report.check("the templates", async () => {
  return (await client.template.list(businessAccountID, {}).json()).data.length > 0;
});

await control(`customers/${env("TO")}/messages`, {
  to_phone_number_id: phoneNumberID,
  name: "Kim",
  text: "Open today?",
});
await report.check("what a customer writes comes, signed with the app's secret", async () => {
  const message = await arrived((value) => value.messages?.[0]);
  return message.text.body === "Open today?" && received.every((one) => one.signed);
});
const sent = await report.check("the customer is answered", async () => {
  const message = { phoneNumberID, to: env("TO"), type: "text", text: { body: "Yes." } };
  return (await client.message.createMessage(message).json()).messages[0].id;
});
await control("clock", { advance: "5s" });
await report.check("  and the statuses of the answer come", async () => {
  const status = await arrived((value) => value.statuses?.find((one) => one.id === sent));
  return ["sent", "delivered", "read"].includes(status.status);
});
server.closeAllConnections();
server.close();
report.end();

/** The first thing that `find` finds in a webhook's value, once it has come. */
async function arrived(find) {
  for (let round = 0; round < 100; round += 1) {
    for (const { notification } of received) {
      for (const change of notification.entry.flatMap((entry) => entry.changes)) {
        const found = find(change.value);
        if (found) return found;
      }
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`it did not come; what came: ${JSON.stringify(received)}`);
}
