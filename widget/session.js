/**
 * The guest's session (GU-2). All tabs of a site share it through the storage; where that is refused it lasts for the visit.
 */
export class Session {
  #store;
  #about;
  /** @type {import('./api.js').Api} */
  api;

  /** @param {import('./storage.js').Store} store @param {{ widget?: string, link?: string }} about The way in. */
  constructor(store, about) {
    this.#store = store;
    this.#about = about;
  }

  /** @returns {{ token: string, guest: Guest } | null} */
  get current() {
    return this.#store.get('session');
  }

  get token() {
    return this.current?.token ?? null;
  }

  get guest() {
    return this.current?.guest ?? null;
  }

  /** @param {Record<string, unknown>} [guest] What the form asked for. */
  async begin(guest = {}) {
    const answer = await this.api.call('POST', '/sessions', {
      ...this.#about,
      guest,
      page: location.href.replace(/#.*/, '').slice(0, 2000),
      referrer: document.referrer.slice(0, 2000) || null,
      language: navigator.language || null,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || null,
    });
    this.#store.set('session', { token: answer.token || this.token, guest: answer.guest });
  }

  /** GU-6: the address that an anonymous guest leaves later. @param {string} email */
  async leaveAddress(email) {
    const guest = await this.api.call('PATCH', '/me', { email });
    this.#store.set('session', { token: this.token, guest });
  }
}
