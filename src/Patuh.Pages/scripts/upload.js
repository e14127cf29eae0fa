// Uploads the files of a form one by one, ahead of the form, and goes on by itself where a connection broke off (tus). Without this script the form carries them.
import { Upload } from "tus-js-client";

const pauses = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000, 60000, 60000];
const most = 2; // at once

// what is remembered to go on after the page was closed names no file: whoever uses this browser next could read it
const fingerprint = async (file, options) => {
  const text = [file.name, file.type, file.size, file.lastModified, options.endpoint].join("\n");
  if (!window.crypto?.subtle) return null;
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return "patuh-upload-" + Array.from(new Uint8Array(sum), (b) => b.toString(16).padStart(2, "0")).join("");
};
const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const amount = (bytes) => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
const made = (tag, properties = {}, ...children) => { const element = Object.assign(document.createElement(tag), properties); element.append(...children); return element; };

class Field {
  constructor(root) {
    this.root = root;
    this.texts = JSON.parse(root.dataset.texts);
    this.input = root.querySelector("input[type=file]");
    this.list = root.querySelector("ul");
    this.status = root.querySelector("[role=status]");
    this.form = this.input.form;
    this.items = [];
    this.input.addEventListener("change", () => this.take());
    window.addEventListener("offline", () => this.each("running", (item) => item.pause()));
    window.addEventListener("online", () => this.each("paused", (item) => item.go()));
  }

  take() {
    for (const file of [...this.input.files]) this.items.push(new Item(this, file));
    // they travel by themselves now
    this.input.value = "";
    this.next();
  }

  each(state, act) { this.items.filter((i) => i.state === state).forEach(act); }

  get busy() { return this.items.some((i) => ["waiting", "running", "paused"].includes(i.state)); }

  next() {
    for (const item of this.items.filter((i) => i.state === "waiting").slice(0, Math.max(0, most - this.items.filter((i) => i.state === "running").length))) item.go();
    if (!this.busy) document.dispatchEvent(new CustomEvent("patuh-uploaded"));
  }

  tell(text) { this.status.textContent = text; }
}

class Item {
  state = "waiting";

  constructor(field, file) {
    this.field = field;
    this.file = file;
    this.bar = made("progress", { max: 100, value: 0, ariaLabel: file.name });
    this.note = made("span", { className: "note", textContent: field.texts.queued });
    this.cancel = made("button", { type: "button", className: "link", textContent: field.texts.cancel });
    this.cancel.append(made("span", { className: "unseen", textContent: " " + file.name }));
    this.again = made("button", { type: "button", className: "link", textContent: field.texts.again, hidden: true });
    this.name = made("span", { className: "name", textContent: file.name });
    this.row = made("li", {}, this.name, made("span", { className: "size", textContent: amount(file.size) }), this.bar, this.note, this.again, this.cancel);
    field.list.append(this.row);
    this.cancel.addEventListener("click", () => this.stop());
    this.again.addEventListener("click", () => { this.again.hidden = true; this.go(); });
    if (file.size > Number(field.root.dataset.limit)) this.refuse(field.texts.large);
  }

  say(text) { this.note.textContent = text; }

  async go() {
    this.state = "running";
    const { texts, root } = this.field;
    if (!this.upload) {
      this.upload = new Upload(this.file, {
        endpoint: root.dataset.upload, retryDelays: pauses, metadata: { filename: this.file.name }, removeFingerprintOnSuccess: true, fingerprint,
        onProgress: (sent, all) => { this.bar.value = all ? (sent / all) * 100 : 100; this.say(say(texts.running, { percent: Math.floor(this.bar.value) })); },
        onShouldRetry: (error) => {
          const status = error.originalResponse?.getStatus() ?? 0;
          if (status === 0 || status >= 500 || status === 409 || status === 423 || status === 429) { this.say(texts.broken); return navigator.onLine; }
          return false;
        },
        onError: (error) => this.failed(error),
        onSuccess: () => this.look(),
      });
      const before = await this.upload.findPreviousUploads();
      if (before.length > 0) this.upload.resumeFromPreviousUpload(before[0]);
    }
    if (this.state === "running") this.upload.start();
  }

  pause() {
    this.state = "paused";
    this.upload?.abort();
    this.say(this.field.texts.paused);
    this.field.tell(this.field.texts.paused);
  }

  async stop() {
    const was = this.state;
    this.state = "gone";
    this.row.remove();
    this.field.tell(say(this.field.texts.cancelled, { name: this.file.name }));
    this.field.input.focus();
    this.field.next();
    if (was !== "refused") await this.upload?.abort(true).catch(() => {});
  }

  failed(error) {
    if (this.state !== "running") return;
    const response = error.originalResponse;
    const status = response?.getStatus() ?? 0;
    if (status === 0 && !navigator.onLine) return this.pause();
    if (status === 401 || status === 302) return this.refuse(this.field.texts.signIn, true);
    if (status === 413 || status === 403 || status === 400) return this.refuse(response.getBody() || this.field.texts.failed);
    this.refuse(this.field.texts.failed, true);
  }

  // the bytes are there: what the server says of them
  async look() {
    try {
      const answer = await fetch(this.upload.url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { id, state, sentence } = await answer.json();
      if (state === "refused") return this.refuse(sentence);
      this.state = "done";
      const { texts, root, list } = this.field;
      const box = made("input", { type: "checkbox", name: root.dataset.numbers, value: id, checked: true, className: "kept" });
      this.row.replaceChildren(made("label", {}, box, " ", this.name), made("span", { className: "size", textContent: amount(this.file.size) }), made("span", { className: "note", textContent: state === "waiting" ? texts.held : texts.done }));
      list.append(this.row);
      this.field.tell(say(texts.arrived, { name: this.file.name }));
      this.field.next();
    } catch {
      this.refuse(this.field.texts.failed, true);
    }
  }

  refuse(sentence, again = false) {
    this.state = "refused";
    this.row.classList.add("refused");
    this.bar.remove();
    this.say(sentence);
    this.again.hidden = !again;
    if (again) { this.row.classList.remove("refused"); this.row.insertBefore(this.bar, this.note); }
    this.cancel.firstChild.textContent = this.field.texts.away;
    this.field.tell(`${this.file.name}: ${sentence}`);
    this.field.next();
  }
}

const fields = [...document.querySelectorAll("[data-upload]")].map((root) => new Field(root));
for (const form of new Set(fields.map((f) => f.form)))
  form?.addEventListener("submit", (event) => {
    const busy = fields.find((f) => f.form === form && f.busy);
    if (!busy) return;
    // sent when all is there
    event.preventDefault();
    busy.tell(busy.texts.later);
    const button = event.submitter;
    document.addEventListener("patuh-uploaded", () => { if (!fields.some((f) => f.form === form && f.items.some((i) => i.state === "refused"))) form.requestSubmit(button); }, { once: true });
  });
