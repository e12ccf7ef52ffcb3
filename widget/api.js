/** What the server refused: RFC 9457 with the time after which to go on. */
export class ApiError extends Error {
  /** @param {number} status @param {any} problem @param {number} retryAfter seconds */
  constructor(status, problem, retryAfter) {
    super(problem?.title || `HTTP ${status}`);
    this.status = status;
    this.problem = problem || {};
    this.retryAfter = retryAfter;
  }

  get slug() {
    return String(this.problem.type || '').replace(/^.*\/problems\//, '');
  }

  /** Trying again later can help; anything else that was refused stays refused. */
  get passing() {
    return this.status >= 500 || this.status === 429 || this.status === 408 || this.slug === 'idempotency-key-running';
  }
}

export class Api {
  #base;
  #token;

  /** @param {string} base @param {() => string | null} token */
  constructor(base, token) {
    this.#base = `${base}/api/v1`;
    this.#token = token;
  }

  /** @param {string} path @param {RequestInit} [options] */
  async open(path, options = {}) {
    /** @type {any} */
    const headers = { ...options.headers };
    const token = this.#token();
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(this.#base + path, { ...options, headers, credentials: 'omit', cache: 'no-store' });
    if (response.ok) return response;
    const problem = await response.json().catch(() => null);
    throw new ApiError(response.status, problem, Number(response.headers.get('Retry-After')) || 0);
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async call(method, path, body) {
    const options = { method };
    if (body !== undefined) Object.assign(options, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
    const response = await this.open(path, options);
    return response.status === 204 ? null : response.json();
  }

  /** @param {string} path */
  get(path) {
    return this.call('GET', path);
  }
}
