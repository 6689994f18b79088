// What both peers do with a webhook: check the signature over the raw bytes, keep each body once,
// and have it on disk (`synchronous = FULL`) before the answer.
import Database from "better-sqlite3";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const [, , path, secret] = process.argv;

const db = new Database(path);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec("CREATE TABLE webhook (digest BLOB PRIMARY KEY, body BLOB NOT NULL)");
const insert = db.prepare("INSERT OR IGNORE INTO webhook (digest, body) VALUES (?, ?)");

export function genuine(header, body) {
  const given = Buffer.from(String(header ?? "").replace("sha256=", ""), "hex");
  const wanted = createHmac("sha256", secret).update(body).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

// One transaction for each webhook.
export function keep(body) {
  insert.run(createHash("sha256").update(body).digest(), body);
}

// One transaction for all webhooks that came in the same turn of the event loop.
const keepAll = db.transaction((bodies) => bodies.forEach(keep));
let waiting = [];

export function keepTogether(body) {
  return new Promise((resolve, reject) => {
    waiting.push({ body, resolve, reject });
    if (waiting.length === 1) {
      setImmediate(() => {
        const batch = waiting;
        waiting = [];
        try {
          keepAll(batch.map((one) => one.body));
          batch.forEach((one) => one.resolve());
        } catch (error) {
          batch.forEach((one) => one.reject(error));
        }
      });
    }
  });
}
