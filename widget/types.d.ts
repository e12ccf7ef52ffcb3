// The shapes that the widget's modules share; read by `tsc --noEmit`, never by a browser.

interface Avatar {
  kind: 'agent' | 'guest' | 'service' | 'duo' | 'system';
  text: string;
  color: number;
  url: string | null;
}

interface Guest {
  id: string;
  name: string | null;
  email: string | null;
  emailProven: boolean;
  phone: string | null;
  language: string | null;
}

interface Settings {
  key: string | null;
  slug?: string;
  kind: 'service' | 'agent';
  name: string;
  avatar: Avatar;
  color: string;
  side: 'start' | 'end';
  label: string | null;
  locale: string | null;
  texts: { greeting: string | null; intro: string | null; welcome: string | null; offline: string | null; privacyUrl: string | null };
  fields: Record<'name' | 'email' | 'phone', 'required' | 'optional' | 'hidden'> & { consent: string | null };
  available: boolean;
  launcher: boolean;
  offsetX: number | null;
  offsetY: number | null;
  zIndex: number | null;
  seen: boolean;
  addPeople: boolean;
  files: boolean;
  fileBytes: number;
  organisation: string | null;
  /** Whose scheduler is offered: the last part of its link (IN-2). */
  scheduler?: string | null;
}

interface Conversation {
  id: string;
  kind: 'oneOnOne' | 'group';
  title: string;
  avatar: Avatar;
  lastMessage: any;
  lastSeq: number;
  readSeq: number;
  seenSeq: number | null;
  unread: number;
  mutedUntil: string | null;
  readOnly: boolean;
  createdAt: string;
  lastActivityAt: string;
}

/** What the loader, or the page of the chat's own, does for the chat. */
interface Shell {
  page?: boolean;
  /** The guest was let into conversations and begins none (IN-9). */
  joined?: boolean;
  /** Where it keeps things, in place of the store of its own way in. */
  store?: import('./storage.js').Store | null;
  base: string;
  key: string | null;
  slug?: string | null;
  /** What a page of the scheduler begins with. */
  wish?: import('./plan.js').Wish | null;
  host: HTMLElement;
  root: ShadowRoot;
  launcher: HTMLElement;
  locale: string | null | undefined;
  /** What the website says of its user (GU-3). */
  who?: { name?: string; email?: string; externalId?: string; signature?: string } | null;
  draw(settings: any): void;
  name(text: string): void;
  float(wanted: boolean): void;
  elsewhere(): void;
  blocked(): boolean;
  count(unread: number): void;
  opened(open: boolean): void;
  emit(event: string, detail?: unknown): void;
}
