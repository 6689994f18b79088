// Fastify and better-sqlite3, by somebody who knows what a commit costs: webhooks that come together
// share one.
import Fastify from "fastify";
import { genuine, keepTogether } from "./sink.mjs";

const app = Fastify({ bodyLimit: 3 << 20 });
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", { parseAs: "buffer" }, (request, body, done) => done(null, body));
app.get("/healthz", async () => "ok");
app.post("/webhooks/whatsapp", async (request, reply) => {
  if (!genuine(request.headers["x-hub-signature-256"], request.body)) {
    return reply.code(403).send();
  }
  JSON.parse(request.body.toString());
  await keepTogether(request.body);
  return reply.code(200).send();
});
await app.listen({ port: 0, host: "127.0.0.1" });
console.log(app.server.address().port);
