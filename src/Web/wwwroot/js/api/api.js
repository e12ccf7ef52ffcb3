import { Problem } from "./problem.js";

const PATIENCE = 20_000;

/** @typedef {{version?: number, keepalive?: boolean, once?: boolean, key?: string, signal?: AbortSignal}} CallOptions */

/** The REST API, called as the agent who is signed in by cookie. Answers are bodies; refusals are thrown as `Problem`. */
export class Api extends EventTarget {
  #base = "/api/v1";
  #antiforgery = document.querySelector("meta[name=xbees-antiforgery]")?.getAttribute("content") ?? null;

  /** The value that unsafe requests must send, for those that are not made here. */
  get antiforgery() {
    return this.#antiforgery ?? "";
  }

  get(path, options = {}) {
    return this.#send("GET", path, undefined, options);
  }

  post(path, body = {}, options = {}) {
    return this.#send("POST", path, body, options);
  }

  put(path, body = {}, options = {}) {
    return this.#send("PUT", path, body, options);
  }

  patch(path, body, options = {}) {
    return this.#send("PATCH", path, body, options);
  }

  /** @param {string} path @param {CallOptions & {body?: any}} [options] */
  delete(path, { body, ...options } = {}) {
    return this.#send("DELETE", path, body, options);
  }

  /** The caller, and with it the value that unsafe methods must send. */
  async me() {
    const me = await this.get("/me");
    this.#antiforgery = me.antiforgery;
    return me;
  }

  /** @param {string} method @param {string} path @param {any} body @param {CallOptions} [options] */
  async #send(method, path, body, { version, keepalive, once = true, key, signal } = {}) {
    const response = await this.#fetch(method, path, body, { version, keepalive, key, signal });
    if (response.ok) return response.status === 204 ? null : await json(response);
    const problem = await Problem.from(response);
    if (problem.slug === "antiforgery" && once) {
      // The value belongs to the sign-in: another tab may have signed in again.
      await this.me();
      return this.#send(method, path, body, { version, keepalive, key, once: false });
    }
    if (problem.status === 401) this.dispatchEvent(new CustomEvent("signed-out"));
    throw problem;
  }

  /** @param {string} method @param {string} path @param {any} body @param {CallOptions} options */
  async #fetch(method, path, body, { version, keepalive, key, signal }) {
    /** @type {Record<string, string>} */
    const headers = { accept: "application/json" };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (method !== "GET") headers["x-xbees-antiforgery"] = this.#antiforgery ?? "";
    if (version !== undefined) headers["if-match"] = `"${version}"`;
    if (key !== undefined) headers["idempotency-key"] = key;
    try {
      return await fetch(this.#base + path, {
        method,
        headers,
        keepalive,
        body: body === undefined ? undefined : JSON.stringify(body),
        cache: "no-store",
        signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])]),
      });
    } catch (error) {
      if (error instanceof TypeError || error.name === "TimeoutError" || error.name === "AbortError") throw Problem.network();
      throw error;
    }
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    // The connection broke in the middle of the answer: whether it was done is not known, as with no answer at all.
    throw Problem.network();
  }
}
