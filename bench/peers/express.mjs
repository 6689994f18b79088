// Express and better-sqlite3, as tutorials write it: each webhook is a transaction.
import express from "express";
import { genuine, keep } from "./sink.mjs";

const app = express();
app.use(express.raw({ type: () => true, limit: "3mb" }));
app.get("/healthz", (request, response) => response.sendStatus(200));
app.post("/webhooks/whatsapp", (request, response) => {
  if (!genuine(request.headers["x-hub-signature-256"], request.body)) {
    return response.sendStatus(403);
  }
  JSON.parse(request.body.toString());
  keep(request.body);
  response.status(200).end();
});
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
