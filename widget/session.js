/**
 * The guest's session (GU-2). All tabs of a site share it through the storage; where that is refused it lasts for the visit.
 */
export class Session {
  #store;
  #about;
  /** @type {import('./api.js').Api} */
  api;
  /** Whether what the website said was proven. @type {boolean | null} */
  identified;

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

  /**
   * @param {Record<string, unknown>} [guest] What the form asked for.
   * @param {any} [who] What the website says of its user (GU-3).
   */
  async begin(guest, who) {
    const answer = await this.api.call('POST', '/sessions', {
      ...this.#about,
      guest: { name: who?.name, email: who?.email, ...guest },
      identity: who?.externalId ? { externalId: who.externalId, signature: who.signature } : undefined,
      page: location.href.replace(/#.*/, '').slice(0, 2000),
      referrer: document.referrer.slice(0, 2000) || null,
      language: navigator.language || null,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || null,
    });
    this.identified = answer.identified;
    this.keep(answer.guest, answer.token);
    if (answer.identified === false) console.error('XBees: identify: wrong signature');
  }

  /** @param {Guest} guest @param {string | null} [token] Where it is another one. */
  keep(guest, token) {
    this.#store.set('session', { token: token || this.token, guest });
  }

  /** GU-6: the address that an anonymous guest leaves later. @param {string} email */
  async leaveAddress(email) {
    this.keep(await this.api.call('PATCH', '/me', { email }));
  }
}
