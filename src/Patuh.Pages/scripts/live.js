// Keeps the parts of a page that others change up to date: asks for the page again and puts the new part in the place of the old, unless somebody is at it.
const every = 10000;
async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.querySelector("[data-live]" + (part.id ? `#${part.id}` : ""));
    if (!next || part.contains(document.activeElement)) continue;
    // what somebody has opened stays open
    const opened = [...part.querySelectorAll("details")].map((details) => details.open);
    for (const [n, details] of [...next.querySelectorAll("details")].entries()) details.open = opened[n] ?? details.open;
    if (next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
  }
}
setInterval(refresh, every);
document.addEventListener("visibilitychange", refresh);
