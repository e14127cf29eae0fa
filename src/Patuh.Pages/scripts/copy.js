// A button that copies a field beside it. Without this script, or where the browser has no clipboard to give, the button stays hidden and the field can be marked by hand.
for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    const says = button.parentElement.querySelector("[role=status]");
    field.select?.();
    try {
      await navigator.clipboard.writeText(field.value ?? field.textContent);
      says.textContent = button.dataset.done;
    } catch {
      says.textContent = ""; // refused by the browser: the field is marked, Ctrl+C copies it
    }
  });
}
