/** The little of a browser that the modules without a view ask for. */
export class FakeStorage {
  setItem(key, value) {
    this[key] = String(value);
  }

  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  removeItem(key) {
    delete this[key];
  }
}

/** @param {unknown} storage */
export function withStorage(storage) {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: typeof storage === 'function' ? storage : () => storage });
}

/** One tab: work is done at once, nobody else is there. */
export const alone = { alone: (_, work) => work(), post() {} };
