import { HtmlValidate, FileSystemConfigLoader, formatterFactory } from "html-validate";
import { join } from "node:path";
import { here } from "./command.mjs";

const MOST_PAGES = 150;

/** A browser's share of a visit: cookies are kept, redirects are followed by hand so that none is lost. */
class Visitor {
  #cookies = new Map();

  constructor(base) {
    this.base = base;
  }

  async open(address, init = {}) {
    let url = new URL(address, this.base);
    for (let hops = 0; hops < 10; hops++) {
      const response = await fetch(url, {
        ...init,
        redirect: "manual",
        headers: { accept: "text/html", cookie: [...this.#cookies].map(pair => pair.join("=")).join("; "), ...init.headers },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [name, value] = cookie.split(";", 1)[0].split(/=(.*)/s);
        this.#cookies.set(name, value);
      }
      const location = response.headers.get("location");
      if (response.status < 300 || response.status >= 400 || !location) return { url, response, html: await response.text() };
      url = new URL(location, url);
      init = {};
    }
    throw new Error(`${address} redirects without end.`);
  }

  /** Fills the sign-in form as it stands on the page and sends it. */
  async signIn(email, password) {
    const { url, html } = await this.open("/signin");
    const form = new URLSearchParams();
    for (const [input] of html.matchAll(/<input\b[^>]*>/g)) {
      const attribute = name => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? "";
      const name = attribute("name");
      if (!name || attribute("type") === "checkbox") continue;
      form.set(name, attribute("type") === "password" ? password : /e-?mail/i.test(name) ? email : attribute("value"));
    }
    const answer = await this.open(url, { method: "POST", body: form });
    if (answer.url.pathname === url.pathname) throw new Error(`${email} could not sign in on ${url.pathname}.`);
  }
}

const links = (html, base) =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)]
    .map(match => new URL(match[1].replaceAll("&amp;", "&"), base))
    .filter(url => url.origin === base.origin && !/^\/(swagger|api|signout)\b/.test(url.pathname))
    .map(url => url.pathname);

/** Every page that can be reached by links from the given ones; query strings lead to no new kinds of page. */
async function crawl(visitor, from) {
  const known = new Set(from);
  const pages = [];
  for (const path of known) {
    if (pages.length >= MOST_PAGES) break;
    const { url, response, html } = await visitor.open(path);
    if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
    if (response.status >= 400 && !from.includes(path)) throw new Error(`A link leads to ${path}, which answered ${response.status}.`);
    if (response.status >= 500) throw new Error(`${path} answered ${response.status}.`);
    pages.push({ path, html });
    for (const link of links(html, url)) known.add(link);
  }
  return pages;
}

async function validate(pages) {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  const report = [];
  for (const { path, html } of pages) {
    const { results, valid } = await validator.validateString(html, join(here, "page.html"));
    if (!valid) report.push(formatterFactory("text")(results.map(result => ({ ...result, filePath: path }))));
  }
  if (report.length > 0) throw new Error(report.join(""));
}

/** What reads the HTML that the running program sends. */
export const pages = [
  {
    name: "html-validate: every page, signed out and signed in",
    run: async demo => {
      const me = await (await fetch(`${demo.url}/api/v1/me`, { headers: { authorization: `Bearer ${demo.apiKey}` } })).json();
      const stranger = await crawl(new Visitor(demo.url), ["/", "/signin", "/demo", "/demo/site", `/c/${me.slug}`, "/c/nobody-of-this-name"]);
      const agent = new Visitor(demo.url);
      await agent.signIn(me.email, demo.password);
      const inside = await crawl(agent, ["/", "/inbox", "/admin"]);
      if (inside.length < 3) throw new Error(`Only ${inside.map(page => page.path).join(", ")} was found behind the sign-in.`);
      await validate([...stranger, ...inside]);
    },
  },
];
