// A guest writes, an agent answers, the guest reads it: with nothing but the client that was generated from the document.
import { strict as assert } from "node:assert";
import { randomUUID } from "node:crypto";
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "../generated/api.js";

function clientOf(token?: string) {
  const client = createClient<paths>({ baseUrl: process.env.XBEES_URL });
  const bearer: Middleware = {
    onRequest({ request }) {
      if (token) request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
  };
  client.use(bearer);
  return client;
}

function body<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  assert.ok(answer.data !== undefined, `${answer.response.status} ${answer.response.url} ${JSON.stringify(answer.error)}`);
  return answer.data;
}

const agent = clientOf(process.env.XBEES_API_KEY);
const me = body(await agent.GET("/api/v1/me"));
assert.ok("slug" in me && me.slug);

const session = body(
  await clientOf().POST("/api/v1/sessions", { body: { link: me.slug, guest: { name: "Ida Example", email: "ida@example.org" } } }),
);
assert.ok(session.token);
const guest = clientOf(session.token);

const started = body(
  await guest.POST("/api/v1/conversations", {
    params: { header: { "Idempotency-Key": randomUUID() } },
    body: { clientId: randomUUID(), message: { clientId: randomUUID(), text: "Is the shop open on Sunday?" } },
  }),
);
const path = { id: started.id };

const list = body(await agent.GET("/api/v1/conversations", { params: { query: { view: "all" } } }));
assert.ok(list.items.some(one => one.id === started.id));

const asked = body(await agent.GET("/api/v1/conversations/{id}/messages", { params: { path } }));
assert.ok(asked.items.some(one => one.text === "Is the shop open on Sunday?"));

const answer = { clientId: randomUUID(), text: "It is, from ten to four." };
const sent = body(await agent.POST("/api/v1/conversations/{id}/messages", { params: { path }, body: answer }));
const again = body(await agent.POST("/api/v1/conversations/{id}/messages", { params: { path }, body: answer }));
assert.equal(again.id, sent.id);

const read = body(await guest.GET("/api/v1/conversations/{id}/messages", { params: { path } }));
assert.equal(read.items.filter(one => one.text === answer.text).length, 1);

// Each reacts once with each kind, and takes it back.
const reaction = { params: { path: { ...path, messageId: sent.id, kind: "heart" } } };
const reactions = "/api/v1/conversations/{id}/messages/{messageId}/reactions/{kind}";
body(await guest.PUT(reactions, reaction));
const loved = body(await agent.PUT(reactions, reaction));
assert.deepEqual(
  loved.reactions.map(one => [one.kind, one.count, one.mine]),
  [["heart", 2, true]],
);
assert.equal(body(await guest.DELETE(reactions, reaction)).reactions[0]?.mine, false);
const unknown = await guest.PUT(reactions, { params: { path: { ...reaction.params.path, kind: "smile" } } });
assert.equal(unknown.response.status, 400);

// A note names an agent, by the name that they have.
const note = { clientId: randomUUID(), text: `@${me.name} wanted to know`, kind: "note", mentions: [me.id] };
const named = body(await agent.POST("/api/v1/conversations/{id}/messages", { params: { path }, body: note }));
assert.deepEqual(
  named.mentions.map(one => one.id),
  [me.id],
);
const nobody = await agent.POST("/api/v1/conversations/{id}/messages", { params: { path }, body: { ...note, clientId: randomUUID(), text: "@Nobody" } });
assert.equal(nobody.response.status, 422);

// A conversation is looked over, assigned at the version that was shown, and refused at an old one.
const services = body(await agent.GET("/api/v1/services"));
const service = services.items.find(one => one.assignable);
assert.ok(service);
const shown = body(
  await agent.GET("/api/v1/conversations/{id}/assignment/preview", { params: { path, query: { serviceId: service.id } } }),
);
assert.ok(shown.allowed && shown.changes);
const assign = (version: number, assigneeId: string | null) =>
  agent.PUT("/api/v1/conversations/{id}/assignment", {
    params: { path, header: { "If-Match": `"${version}"` } },
    body: { serviceId: service.id, assigneeId },
  });
const assigned = body(await assign(shown.version, null));
assert.equal(assigned.service?.id, service.id);
assert.equal(assigned.left, shown.leaves);
assert.equal(body(await assign(shown.version, null)).version, assigned.version);
const [assignee] = service.assignees;
assert.ok(assignee);
const stale = await assign(shown.version, assignee.id);
assert.equal(stale.response.status, 412);

const newest = read.items[read.items.length - 1];
assert.ok(newest);
const marked = await guest.PUT("/api/v1/conversations/{id}/read", { params: { path }, body: { seq: newest.seq } });
assert.ok(marked.response.ok);
const seen = body(await guest.GET("/api/v1/conversations/{id}", { params: { path } }));
assert.equal(seen.unread, 0);
