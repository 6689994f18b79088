// @kapso/whatsapp-cloud-api 0.3.0, unmodified; its answers are checked against its own schemas.
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { codeOn, control, env, Report } from "./report.mjs";

const report = new Report("kapso");
const address = { baseUrl: env("BASE_URL"), graphVersion: "v21.0" };
const client = new WhatsAppClient({ accessToken: env("BUSINESS_TOKEN"), ...address });
const phoneNumberId = env("PHONE_NUMBER_ID");
const businessAccountId = env("WABA_ID");

// The second number of the example client, +1 650 555 0111: a code was sent, nobody entered it.
const unproven = env("UNVERIFIED_PHONE_ID");
await control("clock", { advance: "2m" });
await report.check("a code is asked for", async () => {
  const order = { phoneNumberId: unproven, codeMethod: "SMS", language: "en_US" };
  return (await client.phoneNumbers.requestCode(order)).success;
});
await report.check("  and the one on the telephone is right", async () => {
  const code = await codeOn("16505550111");
  return (await client.phoneNumbers.verifyCode({ phoneNumberId: unproven, code })).success;
});
await report.check("the number is registered", async () => {
  const told = await client.phoneNumbers.register({ phoneNumberId, pin: env("PIN") });
  return told.success;
});
await report.check("its settings", () => client.phoneNumbers.settings.get({ phoneNumberId }));
await report.check("its profile is changed", async () => {
  const change = { phoneNumberId, about: "Bread.", websites: ["https://a.example"] };
  return (await client.phoneNumbers.businessProfile.update(change)).success;
});
await report.check("  and read back", async () => {
  const profile = await client.phoneNumbers.businessProfile.get({ phoneNumberId, fields: "about" });
  return profile.data[0].about === "Bread.";
});

await report.check("a template is made", async () => {
  const components = [{ type: "BODY", text: "We are open today." }];
  const kind = { name: "open_today", language: "en_US", category: "UTILITY" };
  const made = await client.templates.create({ businessAccountId, ...kind, components });
  return made.id;
});
await control("clock", { advance: "1h" });
await report.check("  and approved", async () => {
  const listed = await client.templates.list({ businessAccountId, limit: 50 });
  return listed.data.find((one) => one.name === "open_today").status === "APPROVED";
});
await report.check("  and sent to a stranger", async () => {
  const template = { name: "open_today", language: { code: "en_US" } };
  const sent = await client.messages.sendTemplate({ phoneNumberId, to: "16315551999", template });
  return sent.messages[0].id.startsWith("wamid.");
});
await control("clock", { advance: "5s" });
await report.check("  and is on the telephone", async () => {
  const shown = await control("handsets/16315551999");
  return JSON.stringify(shown).includes("We are open today.");
});
await report.check("  and deleted", async () => {
  return (await client.templates.delete({ businessAccountId, name: "open_today" })).success;
});

const written = await control(`customers/${env("TO")}/messages`, {
  to_phone_number_id: phoneNumberId,
  name: "Kim",
  text: "Open today?",
});
await report.check("a customer is answered", async () => {
  const sent = await client.messages.sendText({ phoneNumberId, to: env("TO"), body: "Yes." });
  return sent.messages[0].id.startsWith("wamid.");
});
await report.check("  and sees it was read", async () => {
  return (await client.messages.markRead({ phoneNumberId, messageId: written.message_id })).success;
});
await report.refused(
  "a token that is none",
  190,
  () => {
    const stranger = new WhatsAppClient({ accessToken: "BAD", ...address });
    return stranger.phoneNumbers.settings.get({ phoneNumberId });
  },
  (refusal) => refusal.code,
);
await report.refused(
  "a PIN of five digits",
  100,
  () => client.phoneNumbers.register({ phoneNumberId, pin: "12345" }),
  (refusal) => refusal.code,
);
await report.check("the number is deregistered", async () => {
  return (await client.phoneNumbers.deregister({ phoneNumberId })).success;
});
report.end();
