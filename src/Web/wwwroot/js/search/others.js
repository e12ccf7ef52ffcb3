import { contacts, inCrm } from "../api/people.js";
import { thoseThatFit } from "../text/fold.js";
import { foundAgent, foundContact, foundInCrm } from "./found.js";

const MOST_AGENTS = 5;

/**
 * Who else is found (SE-6), in the order of their groups: each comes when it comes and holds up nothing.
 * @param {any} context api, agents, actions
 */
export function others({ api, agents, actions }) {
  /** @type {Promise<any[]> | null} */
  let everyone = null;
  const colleagues = async typed => {
    everyone ??= agents();
    try {
      return thoseThatFit(await everyone, typed).slice(0, MOST_AGENTS);
    } catch (problem) {
      everyone = null;
      throw problem;
    }
  };
  return [
    { title: "search.agents", find: colleagues, row: agent => foundAgent(agent, () => actions.onNew(agent)) },
    { title: "search.contacts", find: (typed, signal) => contacts(api, typed, { signal }), row: foundContact },
    { title: "search.crm", find: (typed, signal) => inCrm(api, typed, { signal }), row: foundInCrm },
  ];
}
