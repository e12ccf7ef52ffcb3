import { h } from "../dom/h.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";

/** CA-1: accounts that one signs in to, as far as the operator has set them up. @returns {Promise<HTMLElement[]>} their buttons */
export async function signIns(api) {
  const { kinds } = await api.get("/me/calendar-sign-ins");
  return kinds.map(kind => {
    const button = h("button.btn.outline", { type: "button", onclick: () => leave(api, kind, button) }, t(`calendar-sign-in.${kind}`));
    return button;
  });
}

async function leave(api, kind, button) {
  button.disabled = true;
  try {
    location.assign((await api.post("/me/calendar-sign-ins", { kind })).url);
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    button.disabled = false;
    toast(problem.message);
  }
}

/** What came of it, where the page was opened by coming back. @returns {HTMLElement | null} */
export function signedIn() {
  const told = new URLSearchParams(location.search).get("calendar") ?? "";
  if (!["connected", "denied", "failed"].includes(told)) return null;
  history.replaceState(null, "", location.pathname);
  return h("p.banner", { role: "status", class: told === "connected" ? "info" : "warn" }, t(`calendar-sign-in.${told}`));
}
