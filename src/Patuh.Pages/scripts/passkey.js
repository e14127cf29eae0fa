// Asks the browser for a passkey where a form wants one. Without this script, or in a browser without passkeys, the form stays hidden and the password remains.
const ways = {
  create: async (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: async (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};
const known = window.isSecureContext && typeof PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

for (const note of document.querySelectorAll(".no-passkeys")) note.hidden = known;

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  const says = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    says.hidden = true;
    try {
      const asked = await fetch(form.dataset.ask, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!asked.ok) throw new Error(asked.headers.get("Content-Type")?.startsWith("text/plain") ? await asked.text() : "", { cause: asked.status });
      const { ticket, options } = await asked.json();
      const answer = await ways[form.dataset.passkey](options);
      form.elements.tiket.value = ticket;
      form.elements.jawaban.value = JSON.stringify(answer);
      if (form.elements.sandi) form.elements.sandi.value = ""; // it was looked at already
      form.submit();
    } catch (problem) {
      const tooMany = problem instanceof Error && problem.cause === 429;
      says.textContent = (problem instanceof Error && "cause" in problem && problem.message) || (tooMany && says.dataset.busy) || says.dataset.refused;
      says.hidden = false;
      button.disabled = false;
    }
  });
}
