// The signup page's script: loads the platform's SDK, opens the dialog on the click, and hands what
// it answers to our server. What it needs to know and may say stands in the data of #signup.

const page = document.getElementById("signup");
const button = document.getElementById("connect");
const contact = document.getElementById("contact");
const line = document.getElementById("signup-message");

const LATE_MS = 30 * 60_000; // States run out; on the click one older than this is renewed.
const CLOSED_MS = 3_000; // How long after the closing of the window an answer may still come.
const PAUSES_MS = [500, 1_500, 4_000]; // Between tries to hand over.
const { appId, configId, login, scope, sdkUrl, version } = page.dataset;
const ORIGINS = page.dataset.origins.split(" ");
const WORDS = JSON.parse(page.dataset.words);

let started; // Promise of the state.
let startedAt = 0;
let popup = null;
let session = null; // The dialog's last message: a help for people, never needed.
let outcome = "none"; // none, open, cancelled, given

function say(kind, words = WORDS[kind]) {
  line.dataset.kind = kind;
  line.textContent = words;
}

async function post(to, body) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(to, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: answer.status, said: await answer.json().catch(() => ({})) };
}

function begin() {
  startedAt = Date.now();
  started = post("/signup/start", {}).then(({ status, said }) => {
    if (status !== 200 || !said.state) throw new Error(said.error ?? WORDS.unreachable);
    return said.state;
  });
  started.catch(() => (startedAt = 0));
}

function loadSdk() {
  window.fbAsyncInit = () => {
    window.FB.init({ appId, version, autoLogAppEvents: true, xfbml: false });
    button.disabled = false;
  };
  const script = document.createElement("script");
  Object.assign(script, { src: sdkUrl, async: true, crossOrigin: "anonymous" });
  script.onerror = () => say("unloaded");
  document.head.append(script);
}

// Exactly the origins the server named; anything else on this channel is not for us.
function hear(event) {
  if (!ORIGINS.includes(event.origin)) return;
  let said = event.data;
  try {
    if (typeof said === "string") said = JSON.parse(said);
  } catch {
    return; // The SDK's own messages are not JSON.
  }
  if (said?.type !== "WA_EMBEDDED_SIGNUP" || typeof said.event !== "string") return;
  const data = said.data && typeof said.data === "object" ? said.data : {};
  session = { event: said.event, data };
  if (outcome === "cancelled") sayCancelled();
}

function sayCancelled() {
  const { current_step: step, error_message: failure } = session?.data ?? {};
  if (typeof failure === "string") return say("problem", `${WORDS.reported} ${failure}`);
  if (typeof step !== "string") return say("cancelled");
  line.dataset.step = step;
  started.then((state) => post("/signup/cancelled", { state, step })).catch(() => {});
  say("cancelled", `${WORDS.stopped} ${WORDS.steps[step] ?? step}. ${WORDS.kept}`);
}

function options() {
  const extras = { feature: "whatsapp_embedded_signup", setup: {}, sessionInfoVersion: "3" };
  if (login === "token") return { scope, extras };
  const asked = configId ? { config_id: configId } : { scope };
  return { ...asked, response_type: "code", override_default_response_type: true, extras };
}

// The window must open within the click, so nothing is awaited before. The page's own window.open
// is watched for that moment: it alone tells a blocked window from a closed one.
function launch() {
  if (popup && !popup.closed) return popup.focus();
  if (Date.now() - startedAt > LATE_MS) begin();
  [session, outcome, popup] = [null, "open", null];
  delete line.dataset.step;
  const open = window.open;
  window.open = (...args) => (popup = open.apply(window, args));
  try {
    window.FB.login(answered, options());
  } finally {
    window.open = open;
  }
  if (popup) return watch(popup);
  outcome = "none";
  say("blocked");
}

function watch(opened) {
  say("open");
  const timer = setInterval(() => {
    if (!opened.closed) return;
    clearInterval(timer);
    setTimeout(() => outcome === "open" && popup === opened && say("unanswered"), CLOSED_MS);
  }, 500);
}

function answered(response) {
  if (outcome !== "open") return;
  const { code, accessToken } = response?.authResponse ?? {};
  if (!code && !accessToken) {
    outcome = "cancelled";
    return sayCancelled();
  }
  outcome = "given";
  button.disabled = true;
  say("working");
  handOver(code ? { code } : { accessToken }).catch((failure) => {
    outcome = "none";
    button.disabled = false;
    begin(); // The state may be used or too old.
    say("problem", `${failure.message} ${WORDS.again}`);
  });
}

// The proof lives for seconds only, so a broken line is tried again at once. A repeat may find its
// state used by the try whose answer got lost: then all is well.
async function handOver(proof) {
  const given = { state: await started, ...proof, contact: contact.value.trim() };
  for (let turn = 0; ; turn += 1) {
    const tried = await post("/signup/callback", { ...given, session }).catch(() => null);
    const repeated = turn > 0 && tried?.status === 409;
    if (tried?.status === 200 || repeated) return location.assign("/signup/status");
    const final = tried && tried.status < 500;
    if (final || turn === PAUSES_MS.length) throw new Error(tried?.said.error ?? WORDS.unreachable);
    await new Promise((go) => setTimeout(go, PAUSES_MS[turn]));
  }
}

window.addEventListener("message", hear);
button.addEventListener("click", launch);
begin();
loadSdk();
