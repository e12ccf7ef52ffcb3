// What the checked scripts may count on beyond the standard declarations.

interface Window {
  /** The host page's queue, or the widget itself. */
  XBees?: any;
}

// A selector says which element it finds; the compiler cannot read it.
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelector(selectors: string): any;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll(selectors: string): NodeListOf<any>;
}

// Events between our own modules carry a detail.
interface EventTarget {
  addEventListener(type: string, listener: (event: CustomEvent<any>) => void, options?: boolean | AddEventListenerOptions): void;
}
