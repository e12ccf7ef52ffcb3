// The pages work without this script; it only adds comfort.

for (const button of document.querySelectorAll("[data-show]")) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.show));
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    input.focus();
  });
}

// A link's token stays in the form and leaves the address bar, the history and what the browser would send as referrer.
const clean = document.querySelector("[data-clean-address]");
if (clean) history.replaceState(null, "", clean.dataset.cleanAddress);

const zone = document.querySelector("select[data-own-zone]");
if (zone) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === own)) zone.value = own;
}
