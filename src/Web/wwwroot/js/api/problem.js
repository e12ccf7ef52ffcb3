import { t } from "../text/text.js";

/** What went wrong, as RFC 9457 tells it; status 0 and "network" when no answer came. */
export class Problem extends Error {
  /** @param {number} status @param {Record<string, any>} body @param {number | null} [retryAfter] seconds */
  constructor(status, body, retryAfter = null) {
    super(body.detail ?? body.title ?? String(status));
    this.status = status;
    this.slug = String(body.type ?? "").replace(/^.*\/problems\//, "") || "unknown";
    /** @type {Record<string, string[]>} */
    this.errors = body.errors ?? {};
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later without being changed. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static network() {
    return new Problem(0, { type: "/problems/network", detail: t("failed.network") });
  }

  static async from(response) {
    const retry = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    const json = response.headers.get("content-type")?.includes("json");
    return new Problem(response.status, json ? await response.json() : { title: response.statusText }, Number.isNaN(retry) ? null : retry);
  }
}
