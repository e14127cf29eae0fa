// The desk: every cell is saved as it is typed, by keyboard alone. What has not reached the server waits in this browser and is sent again, under the same id, so that
// it counts once. Without this script the page is a form with one button.
const form = document.querySelector("form[data-desk]");
const { assessment, kind, part, api } = form.dataset;
const says = form.querySelector("[data-says]");
const cells = [...form.querySelectorAll("input.value[data-indicator]")];
const prefix = `patuh-desk:${assessment}:${kind}:`;
const store = prefix + newId();
const byKey = new Map(cells.map((cell) => [cell.dataset.indicator + " " + cell.dataset.subject, cell]));
let version = Number(form.dataset.version);
let waiting = read();
let sending = false;
let delay = 1000;
let timer;

// each tab keeps its own, and takes over what others have left behind: sent twice, an answer counts once
function read() {
  const left = [];
  try {
    for (const key of Object.keys(localStorage).filter((k) => k.startsWith(prefix))) {
      left.push(...JSON.parse(localStorage.getItem(key)));
      localStorage.removeItem(key);
    }
    if (left.length) localStorage.setItem(store, JSON.stringify(left));
  } catch { /* nothing is kept here */ }
  return left;
}
function keep() {
  try { waiting.length ? localStorage.setItem(store, JSON.stringify(waiting)) : localStorage.removeItem(store); } catch { /* a browser that keeps nothing still sends */ }
}
// not crypto.randomUUID: an office may be on line without TLS
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
const clean = (text) => { const t = text.trim().toLowerCase(); return t === "n" || t === "na" ? "na" : t.replace(",", "."); };
function onScale(cell, value) {
  if (value === "" || value === "na") return true;
  if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return false;
  const decimals = value.split(".")[1]?.length ?? 0;
  return decimals <= Number(cell.dataset.decimals) && Number(value) >= Number(cell.dataset.min) && Number(value) <= Number(cell.dataset.max);
}
function mark(cell, state, sentence) {
  cell.closest("td").dataset.state = state;
  if (state === "refused" || state === "held") cell.setAttribute("aria-invalid", "true");
  else cell.removeAttribute("aria-invalid");
  if (sentence) { cell.title = sentence; tell(sentence, "wrong"); }
}
function tell(text, tone = "") { says.textContent = text; says.dataset.tone = tone; }

/* ---- a reason is asked for where the rules ask for one ---- */
function needsReason(cell, value) {
  return value === "na" || (cell.dataset.anothers && value !== cell.dataset.was && cell.dataset.was !== "");
}
function askReason(cell, value) {
  let field = cell.parentElement.querySelector("input.reason");
  if (!field) {
    field = Object.assign(document.createElement("input"), { className: "reason", maxLength: 2000, placeholder: form.dataset.reason });
    field.setAttribute("aria-label", `${form.dataset.reason}: ${cell.getAttribute("aria-label")}`);
    cell.after(field);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); give(); }
      if (event.key === "Escape") { field.remove(); cell.value = cell.dataset.was; mark(cell, cell.dataset.was ? "saved" : ""); cell.focus(); }
    });
  }
  field.dataset.value = value;
  field.focus();
  function give() {
    if (!field.value.trim()) return;
    const reason = field.value.trim();
    field.remove();
    take(cell, field.dataset.value, reason);
    move(cell, 1, 0);
  }
}

/* ---- taking and sending ---- */
function commit(cell) {
  const value = clean(cell.value);
  cell.value = value;
  if (value === cell.dataset.was && cell.closest("td").dataset.state !== "conflict") return true;
  if (!onScale(cell, value)) { mark(cell, "refused", `${form.dataset.scale}: ${cell.getAttribute("aria-label")}`); return false; }
  if (needsReason(cell, value)) { askReason(cell, value); return false; }
  take(cell, value, "");
  return true;
}
function take(cell, value, reason) {
  const after = cell.dataset.base.split(" ").filter(Boolean);
  const id = newId();
  waiting.push({ assessment, id, kind, subject: cell.dataset.subject, indicator: cell.dataset.indicator, value, note: "", reason, after, madeAt: new Date().toISOString(), device: "", source: "desk" });
  keep();
  // the next answer in this cell takes the place of this one, sent or not
  Object.assign(cell.dataset, { base: id, was: value });
  delete cell.dataset.anothers;
  hidden(cell);
  cell.value = value;
  mark(cell, "saving");
  tell(form.dataset.saving);
  clearTimeout(timer);
  timer = setTimeout(send, 150);
}
// the form without script stays right too
function hidden(cell) { form.elements[`d:${cell.id}`].value = `${cell.dataset.was}|${cell.dataset.base}`; }

async function send() {
  if (sending || waiting.length === 0) return;
  sending = true;
  const batch = waiting.slice(0, 200);
  try {
    const answer = await fetch(`${api}/answers`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ answers: batch }) });
    if (answer.status === 401) { tell(form.dataset.out, "wrong"); throw new Error("signed out"); }
    if (!answer.ok) throw new Error(String(answer.status));
    const { receipts, assessments } = await answer.json();
    waiting = waiting.slice(batch.length);
    keep();
    delay = 1000;
    receipts.forEach((receipt, n) => settle(batch[n], receipt));
    for (const standing of assessments) stand(standing);
  } catch (problem) {
    if (problem.message !== "signed out") tell(form.dataset.waiting, "wrong");
    delay = Math.min(delay * 2, 30000);
    timer = setTimeout(send, delay);
  } finally {
    sending = false;
  }
  if (waiting.length > 0 && delay === 1000) send();
}
function settle(sent, receipt) {
  const cell = byKey.get(sent.indicator + " " + sent.subject);
  if (!cell) return;
  const later = waiting.some((w) => w.indicator === sent.indicator && w.subject === sent.subject);
  if (receipt.fate === "counted" || receipt.fate === "duplicate") { if (!later) mark(cell, sent.value === "" ? "" : "saved"); }
  else if (receipt.fate === "conflict") { mark(cell, "conflict"); refresh(); }
  else mark(cell, receipt.fate, receipt.sentence);
}
function stand(standing) {
  if (standing.kind !== kind) return;
  const own = standing.parts.find((p) => p.part === part);
  if (own) {
    form.querySelector("[data-given]").textContent = own.given;
    form.querySelector("[data-required]").textContent = own.required;
    const reached = form.querySelector("[data-reached]");
    if (reached) reached.textContent = own.reached;
    const conflicts = form.querySelector("[data-conflicts]");
    conflicts.textContent = own.conflicts ? ` · ${own.conflicts} ${conflicts.dataset.word}` : "";
    form.querySelector("[data-score]").textContent = own.score ? (document.documentElement.lang === "id" ? own.score.replace(".", ",") : own.score) : "–";
  }
  for (const link of document.querySelectorAll("nav.links a")) {
    const other = standing.parts.find((p) => link.pathname.endsWith(`/${p.part}`));
    if (other) link.querySelector(".count").textContent = `${other.given}/${other.required}`;
  }
  if (!waiting.length) tell(`${form.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`);
}

/* ---- what others have answered meanwhile ---- */
async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(`${api}/assessments/${assessment}/answers?after=${version}`).catch(() => null);
  if (!answer?.ok) return;
  const log = await answer.json();
  for (const entry of log.answers) {
    version = Math.max(version, entry.number);
    if (entry.kind !== kind || entry.held) continue;
    const cell = byKey.get(entry.indicator + " " + entry.subject);
    if (!cell || cell.dataset.base.includes(entry.id)) continue;
    const seen = new Set(cell.dataset.base.split(" ").filter(Boolean));
    const replaces = entry.after.some((a) => seen.has(a)) || seen.size === 0;
    // what this page itself has sent since is newer than what it took the place of
    if (!replaces && log.answers.some((other) => other.after.includes(entry.id))) continue;
    for (const a of entry.after) seen.delete(a);
    const alone = seen.size === 0;
    seen.add(entry.id);
    cell.dataset.base = [...seen].sort().join(" ");
    cell.dataset.anothers = "1";
    if (document.activeElement !== cell) {
      if (alone || entry.value === cell.dataset.was) { cell.value = cell.dataset.was = entry.value; mark(cell, entry.value ? "saved" : ""); }
      else { cell.value = ""; cell.placeholder = "≠"; cell.dataset.was = ""; mark(cell, "conflict"); }
    }
    hidden(cell);
    tell(form.dataset.changed);
  }
}
setInterval(refresh, 10000);
document.addEventListener("visibilitychange", refresh);

/* ---- keyboard ---- */
function place(cell) { const td = cell.closest("td"); return [[...td.parentElement.parentElement.children].indexOf(td.parentElement), td.cellIndex, td.closest("table")]; }
function move(cell, rows, columns) {
  const [row, column, table] = place(cell);
  let next = table.tBodies[0].rows[row + rows]?.cells[column + columns]?.querySelector("input.value");
  if (!next && rows === 1) {
    // at the foot of a column: the head of the next one, then the next table
    next = table.tBodies[0].rows[0].cells[column + 1]?.querySelector("input.value") ?? cells[cells.findLastIndex((c) => table.contains(c)) + 1];
  }
  if (next) { next.focus(); next.select(); }
  return Boolean(next);
}
function nextEmpty(from) {
  const start = cells.indexOf(from);
  const order = [...cells.slice(start + 1), ...cells.slice(0, start + 1)];
  const found = order.find((c) => c.value === "" && c.dataset.required) ?? order.find((c) => c.value === "");
  if (found) { found.focus(); found.select(); found.scrollIntoView({ block: "center" }); }
}
for (const cell of cells) {
  cell.addEventListener("focus", () => cell.select());
  cell.addEventListener("change", () => commit(cell));
  cell.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const whole = Number(cell.dataset.decimals) === 0 && Number(cell.dataset.max) <= 9 && Number(cell.dataset.min) >= 0;
    const keys = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };
    if (event.key in keys) { event.preventDefault(); if (commit(cell)) move(cell, ...keys[event.key]); }
    else if (event.key === "ArrowLeft" && cell.selectionStart === 0) { event.preventDefault(); if (commit(cell)) move(cell, 0, -1); }
    else if (event.key === "ArrowRight" && cell.selectionEnd === cell.value.length) { event.preventDefault(); if (commit(cell)) move(cell, 0, 1); }
    else if (event.key === "Delete") { event.preventDefault(); cell.value = ""; commit(cell); }
    else if (event.key === "F9") { event.preventDefault(); cell.parentElement.querySelector("a.more")?.click(); }
    else if (event.key.toLowerCase() === "n") { event.preventDefault(); cell.value = "na"; commit(cell); }
    else if (whole && /^\d$/.test(event.key)) { event.preventDefault(); cell.value = event.key; if (commit(cell)) move(cell, 1, 0); }
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "F8") { event.preventDefault(); nextEmpty(document.activeElement); }
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !document.activeElement?.matches("input.reason")) { event.preventDefault(); form.querySelector("[data-undo]").click(); }
});

/* ---- buttons ---- */
const next = form.querySelector("[data-next]");
next.hidden = false;
next.addEventListener("click", () => nextEmpty(document.activeElement));
form.addEventListener("submit", async (event) => {
  if (waiting.length === 0) return;
  // first what waits, then what was asked for
  event.preventDefault();
  const submitter = event.submitter;
  clearTimeout(timer);
  await send();
  if (waiting.length === 0) form.requestSubmit(submitter);
});
window.addEventListener("beforeunload", (event) => { if (waiting.length > 0) event.preventDefault(); });
window.addEventListener("online", send);
// what an earlier visit could not send
for (const sent of waiting) {
  const cell = byKey.get(sent.indicator + " " + sent.subject);
  if (cell) { cell.value = sent.value; Object.assign(cell.dataset, { base: sent.id, was: sent.value }); mark(cell, "saving"); }
}
send();
