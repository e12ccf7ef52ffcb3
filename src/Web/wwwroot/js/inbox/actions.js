import { openAdd, openDescription, openLeave, openNew, openRemove, openRename } from "../dialogs/conversation.js";
import { openInvite, openRevoke } from "../dialogs/invite.js";
import { openHandOver } from "../dialogs/hand-over.js";
import { openCancel, openConfirm, openMove } from "../dialogs/meeting.js";
import { openSchedule } from "../dialogs/schedule.js";
import { openMenu } from "../dom/menu.js";
import { toast } from "../dom/toast.js";
import { t } from "../text/text.js";
import { full } from "../text/when.js";
import { Blocking } from "./blocking.js";
import { isAsked } from "./meeting.js";
import { isMuted } from "./views.js";

const PERIODS = ["30m", "1h", "4h", "tomorrow", "1w", "forever"];

/** What can be done with the open conversation; each shows the server's answer at once. */
export class Actions {
  #context;
  #pages;
  #blocking;

  constructor(context, pages) {
    this.#context = context;
    this.#pages = pages;
    this.#blocking = new Blocking(context, id => this.#after(null, id), () => pages.putAway());
  }

  /** What is open, where it is the agent's to act in: who sees it without being a member may assign and join (AS-1, LC-2). */
  get #open() {
    const conversation = this.#seen;
    return conversation?.isMember ? conversation : undefined;
  }

  get #seen() {
    return this.#context.conversations.get(this.#context.address.id);
  }

  onBack = () => this.#context.address.back({ id: null });
  onInfo = () => this.#pages.toggleInfo();
  onInfoBack = () => this.#context.address.back({ pane: "timeline" });
  onGone = id => this.#pages.gone(id);

  /** @param {any} [agent] who is in it from the beginning */
  onNew = async agent => {
    const conversation = await openNew(this.#context, this.everyone(), agent);
    if (!conversation) return;
    this.#context.conversations.put(conversation);
    this.#context.address.go({ id: conversation.id });
  };

  onAdd = async () => {
    const added = this.#open && (await openAdd(this.#context, this.#open, this.everyone()));
    if (added) await this.#after(added);
  };

  /** MS-10, AC-4. @param {string} id @param {string[]} agentIds */
  onAddAgents = async (id, agentIds) => {
    try {
      await this.#after(await this.#context.api.post(`/conversations/${id}/members`, { members: agentIds.map(agentId => ({ agentId })) }), id);
      return true;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
      return false;
    }
  };

  /** AC-2. The notice that the timeline gets brings the list up to date. */
  onInvite = async () => {
    const sent = this.#open && (await openInvite(this.#context, this.#open));
    if (sent) toast(t("invite.done", { email: sent.email }));
  };

  onResend = async (id, invitation) => {
    try {
      await this.#context.api.post(`/conversations/${id}/invitations/${invitation.id}/resend`, {});
      toast(t("invite.done", { email: invitation.email }));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
    }
  };

  onRevoke = async (id, invitation) => {
    if (await openRevoke(this.#context, id, invitation)) toast(t("invitation.revoke.done", { email: invitation.email }));
  };

  /** AC-1, ME-10, ME-16. */
  onSchedule = async () => {
    const conversation = this.#open;
    if (!conversation) return;
    const { items } = await this.#context.api.get(`/conversations/${conversation.id}/members?limit=100`);
    const guests = items.filter(member => member.kind === "guest" && member.email);
    if (guests.length === 0) return toast(t("schedule.nobody"));
    if (await openSchedule(this.#context, conversation, guests)) toast(t("schedule.done"));
  };

  onMove = async meeting => {
    if (await openMove(this.#context, meeting)) toast(t("meeting.moved"));
  };

  onHandOver = async meeting => {
    if (await openHandOver(this.#context, meeting)) toast(t("meeting.handed-over"));
  };

  onMark = async (meeting, outcome) => {
    try {
      await this.#context.api.put(`/meetings/${meeting.id}/outcome`, { outcome }, { version: meeting.version });
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
    }
  };

  onCancelMeeting = async meeting => {
    if (await openCancel(this.#context, meeting)) toast(t(isAsked(meeting) ? "meeting.decline.done" : "meeting.cancel.done"));
  };

  /** ME-3. */
  onConfirmMeeting = async meeting => {
    try {
      if (await openConfirm(this.#context, meeting)) toast(t("meeting.confirm.done"));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
    }
  };

  onRename = async () => {
    const renamed = this.#open && (await openRename(this.#context, this.#open));
    if (renamed) await this.#after(renamed);
  };

  onDescription = async () => {
    const changed = this.#open && (await openDescription(this.#context, this.#open));
    if (changed) await this.#after(changed);
  };

  onUnread = async () => {
    await this.#pages.markUnread();
    toast(t("unread.done"));
  };

  onPin = () => {
    const conversation = this.#open;
    if (conversation) return this.#place(conversation, "pin", { pinned: !conversation.pinned });
  };

  /** ST-7. A slip is put right by the button of the sentence that tells of it. */
  onArchive = async () => {
    const conversation = this.#open;
    if (!conversation) return;
    const archived = !conversation.archived;
    await this.#place(conversation, "archive", { archived });
    if (archived) this.#pages.putAway();
    const undo = () => this.#place(this.#context.conversations.get(conversation.id) ?? conversation, "archive", { archived: !archived });
    toast(t(archived ? "archive.done" : "unarchive.done", { title: conversation.title }), { text: t("undo"), seconds: 10, run: undo });
  };

  /** AC-3, AC-15. @param {HTMLElement} button that the periods are shown beside */
  onMute = button => {
    const conversation = this.#open;
    if (!conversation) return;
    if (isMuted(conversation)) return this.#unmute(conversation);
    openMenu(button, PERIODS.map(period => ({ text: t(`mute.${period}`), run: () => this.#mute(conversation, period) })), t("action.mute"));
  };

  async #mute({ id }, period) {
    await this.#context.api.put(`/conversations/${id}/mute`, { for: period });
    const { mutedUntil } = await this.#context.conversations.load(id);
    toast(period === "forever" ? t("mute.done.forever") : t("mute.done", { time: full(mutedUntil) }));
  }

  async #unmute({ id }) {
    await this.#context.api.delete(`/conversations/${id}/mute`);
    await this.#context.conversations.load(id);
    toast(t("unmute.done"));
  }

  /** Shown at once; put back where the server does not take it. */
  async #place({ id, ...before }, what, change) {
    const { api, conversations } = this.#context;
    const [name] = Object.keys(change);
    conversations.patch(id, change);
    try {
      await (change[name] ? api.put(`/conversations/${id}/${what}`) : api.delete(`/conversations/${id}/${what}`));
    } catch (problem) {
      conversations.patch(id, { [name]: before[name] });
      if (!problem.passing) throw problem;
      toast(t(problem.status === 0 ? "failed.network" : "failed.server"));
    }
  }

  /** ST-1: everyone's, so that the sentence that tells of it takes it back. @param {string} status @param {string} [until] */
  onStatus = async (status, until) => {
    const conversation = this.#open;
    if (!conversation) return;
    const before = { status: conversation.status, until: conversation.snoozedUntil ?? undefined };
    if (!(await this.#status(conversation.id, { status, until }))) return;
    if (status !== "open") this.#pages.putAway();
    const words = t(`status.done.${status}${until ? ".until" : ""}`, { title: conversation.title, time: until ? full(until) : "" });
    toast(words, { text: t("undo"), seconds: 10, run: () => this.#status(conversation.id, before) });
  };

  /** ST-2. @param {HTMLElement} button that the times are shown beside */
  onSnooze = button => {
    const inHours = hours => new Date(Date.now() + hours * 3_600_000);
    const tomorrow = inHours(24);
    tomorrow.setHours(8, 0, 0, 0);
    const times = { "1h": inHours(1), "4h": inHours(4), tomorrow, "1w": inHours(7 * 24), guest: null };
    openMenu(button, Object.entries(times).map(([name, until]) => ({ text: t(`snooze.${name}`), run: () => this.onStatus("snoozed", until?.toISOString()) })), t("action.snooze"));
  };

  async #status(id, wish) {
    try {
      this.#context.conversations.put(await this.#context.api.put(`/conversations/${id}/status`, wish));
      return true;
    } catch (problem) {
      if (!problem.passing) throw problem;
      toast(t(problem.status === 0 ? "failed.network" : "failed.server"));
      return false;
    }
  }

  /** LC-2: from the head, or as the manager of its service. */
  onEnter = async () => {
    const conversation = this.#seen;
    if (!conversation) return;
    try {
      const entered = await this.#context.api.put(`/conversations/${conversation.id}/members/me`);
      await this.#after(entered);
      await this.#pages.entered(entered.id);
      toast(t("enter.done", { title: entered.title }));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.message);
    }
  };

  onLeave = async () => {
    const conversation = this.#open;
    if (!conversation || !(await openLeave(this.#context, conversation))) return;
    this.#context.address.go({ id: null }, { replace: true });
    this.#context.conversations.remove(conversation.id);
    toast(t("leave.done", { title: conversation.title }));
  };

  onRemove = async (member, conversation) => {
    if (!(await openRemove(this.#context, conversation, member))) return;
    await this.#after(null, conversation.id);
    toast(t("remove.done", { name: member.name }));
  };

  /** SP-2. */
  onBlock = (member, conversation) => this.#blocking.block(member, conversation);
  onUnblock = (member, conversation) => this.#blocking.unblock(member, conversation);

  /** SP-3. */
  onSpam = () => this.#open && this.#blocking.spam(this.#open);
  onNotSpam = () => this.#open && this.#blocking.notSpam(this.#open);

  async #after(answer, id = answer?.id) {
    if (answer?.version !== undefined) this.#context.conversations.put(answer);
    await Promise.all([this.#context.conversations.load(id), this.#pages.membersChanged(id)]);
  }

  /** Asked for each time: who was invited a minute ago can be chosen. */
  async everyone() {
    const agents = [];
    for (let next = ""; next !== null; ) {
      const page = await this.#context.api.get(`/agents?limit=100${next === "" ? "" : `&after=${encodeURIComponent(next)}`}`);
      agents.push(...page.items);
      next = page.next ?? null;
    }
    return agents;
  }
}
