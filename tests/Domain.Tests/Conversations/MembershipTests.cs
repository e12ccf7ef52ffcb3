using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class MembershipTests
{
    private static readonly Person Ines = Person.Of(Given.Ines);
    private static readonly Person Niamh = Person.Of(Given.Niamh);
    private static readonly Instant Later = Given.Now + Duration.FromMinutes(5);

    private readonly Given given = new();

    [Fact, Rule("AC-4", "AC-13")]
    public void An_agent_adds_agents_and_guests_in_one_step_with_one_notice_for_everyone()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var change = conversation.Add(Ines, [Newcomer.Of(Given.Basic), Newcomer.Of(Given.Jonas)], given.NewId, Later);
        Assert.Equal(["agt_basic", "gst_jonas"], change.Added.Select(member => member.PersonId));
        Assert.All(change.Added, member => Assert.False(member.Initial));
        Assert.All(change.Added, member => Assert.Equal(Later, member.JoinedAt));
        Assert.Equal([2, 3], change.Added.Select(member => member.Order));
        var notice = Assert.Single(change.Messages);
        Assert.Equal(("joined", "Ines Duarte"), (notice.Notice!.Type, notice.Notice.Actor!.Name));
        Assert.Equal(["Ben Basic", "Jonas Lind"], notice.Notice.People.Select(person => person.Name));
        Assert.Equal(Audience.Everyone, notice.Audience);
        Assert.Equal(conversation.Version + 1, change.After.Version);
    }

    [Fact, Rule("AC-4")]
    public void Who_is_there_already_is_passed_over_without_a_word()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var change = conversation.Add(Ines, [Newcomer.Of(Given.Ines), Newcomer.Of(Given.Niamh)], given.NewId, Later);
        Assert.True(change.IsNothing);
        Assert.Equal(conversation, change.After);
    }

    [Fact, Rule("AC-4", "GU-13")]
    public void A_guest_is_not_doubled_by_another_spelling_of_the_address()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var change = conversation.Add(
            Ines,
            [
                Newcomer.Of(new GuestCard("gst_2", null, "NIAMH@Example.com", 2)),
                Newcomer.Of(new GuestCard("gst_3", null, "otto@example.com", 3)),
                Newcomer.Of(new GuestCard("gst_4", "Otto", "Otto@EXAMPLE.com", 4)),
            ],
            given.NewId,
            Later
        );
        Assert.Equal(["gst_3"], change.Added.Select(member => member.PersonId));
    }

    [Fact, Rule("TI-0")]
    public void A_second_agent_makes_a_group_and_it_stays_one()
    {
        var group = given.Started(Given.ByLink(Given.Ines)).Add(Ines, [Newcomer.Of(Given.Marek)], given.NewId, Later).After;
        Assert.Equal(ConversationKind.Group, group.Kind);
        Assert.Equal(ConversationKind.Group, group.Leave(Person.Of(Given.Marek), given.NewId, Later).After.Kind);
    }

    [Fact, Rule("TI-0")]
    public void An_agent_who_comes_after_the_first_has_left_is_a_second_one()
    {
        var left = given.Started(Given.ByLink(Given.Ines)).Leave(Ines, given.NewId, Later).After;
        Assert.Equal(ConversationKind.OneOnOne, left.Kind);
        var other = left.Reinforce(new([Given.Marek], null, null), given.NewId, Later).After;
        Assert.Equal(ConversationKind.Group, other.Kind);
        var same = left.Reinforce(new([Given.Ines], null, null), given.NewId, Later).After;
        Assert.Equal(ConversationKind.OneOnOne, same.Kind);
    }

    [Fact, Rule("TI-0")]
    public void A_second_guest_makes_no_group() =>
        Assert.Equal(
            ConversationKind.OneOnOne,
            given.Started(Given.ByLink(Given.Ines)).Add(Ines, [Newcomer.Of(Given.Jonas)], given.NewId, Later).After.Kind
        );

    [Fact, Rule("AC-17")]
    public void What_would_pass_a_thousand_members_is_refused_whole_with_the_number()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var full = conversation.Add(Ines, Crowd(998), given.NewId, Later).After;
        Assert.Equal(1_000, full.Current.Count());
        var refused = Assert.Throws<Refused>(() => conversation.Add(Ines, Crowd(999), given.NewId, Later));
        Assert.Equal(("members-limit", 409), (refused.Refusal.Slug, refused.Refusal.Status));
        Assert.Contains("1,001", refused.Refusal.Detail, StringComparison.Ordinal);
        var room = full.Leave(Niamh, given.NewId, Later).After;
        Assert.Equal(1_000, room.Add(Ines, [Newcomer.Of(Given.Jonas)], given.NewId, Later).After.Current.Count());
    }

    [Fact]
    public void A_notice_names_twenty_and_counts_the_rest()
    {
        var notice = Assert.Single(given.Started(Given.ByLink(Given.Ines)).Add(Ines, Crowd(50), given.NewId, Later).Messages).Notice!;
        Assert.Equal((20, 30), (notice.People.Count, notice.More));
    }

    [Fact, Rule("AC-12")]
    public void A_guest_of_a_read_only_conversation_neither_adds_nor_renames_but_may_leave()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines)).SetReadOnly(Ines, true, given.NewId, Later).After;
        Refuses("read-only", () => conversation.Add(Niamh, [Newcomer.Of(Given.Jonas)], given.NewId, Later));
        Refuses("read-only", () => conversation.AddByGuest(Niamh, [Newcomer.Of(Given.Jonas)], given.NewId, Later));
        Refuses("read-only", () => conversation.Rename(Niamh, "Mine", given.NewId, Later));
        Refuses("read-only", () => conversation.Describe(Niamh, "Mine", given.NewId, Later));
        Refuses("read-only", () => conversation.SetReadOnly(Niamh, false, given.NewId, Later));
        Refuses("read-only", () => conversation.Post(Niamh, new("Hello"), given.NewId, Later));
        Assert.Empty(conversation.Leave(Niamh, given.NewId, Later).After.CurrentGuests);
    }

    [Fact, Rule("IN-5", "IN-9")]
    public void By_the_link_people_come_while_it_is_on_and_whoever_was_removed_does_not()
    {
        var open = given.Started(Given.ByLink(Given.Ines));
        var joined = open.JoinByLink(Given.Jonas, given.NewId, Later);
        Assert.Equal("gst_jonas", Assert.Single(joined.Added).PersonId);
        Assert.Equal((NoticeType.Joined, Audience.Everyone), (joined.Messages.Single().Notice!.Type, joined.Messages.Single().Audience));
        Assert.True(joined.After.JoinByLink(Given.Jonas, given.NewId, Later).IsNothing);
        var off = joined.After.SetPublic(Ines, false, given.NewId, Later).After;
        Refuses("no-link", () => off.JoinByLink(Given.Jonas with { Id = "gst_other", Email = null }, given.NewId, Later));
        var jonas = joined.Added.Single();
        var removed = joined.After.Remove(Ines, jonas.Id, false, given.NewId, Later).After;
        Refuses("shut-out", () => removed.JoinByLink(Given.Jonas, given.NewId, Later));
    }

    [Fact, Rule("LC-2")]
    public void Who_enters_is_there_individually_with_a_notice_for_everybody_and_once()
    {
        var entered = given.Started(Given.ByWidget(Given.Sales(Given.Ines))).Enter(Given.Marek, given.NewId, Later);
        Assert.Null(Assert.Single(entered.Added).ViaServiceId);
        var told = Assert.Single(entered.Messages);
        Assert.Equal((NoticeType.Joined, Audience.Everyone), (told.Notice!.Type, told.Audience));
        Assert.Equal("agt_marek", told.Notice.Actor!.Id);
        Assert.True(entered.After.Enter(Given.Marek, given.NewId, Later).IsNothing);
    }

    [Fact, Rule("AC-14")]
    public void An_assignee_who_leaves_is_unassigned_and_another_agent_is_not()
    {
        var conversation = given.Started(Given.ByWidget(Given.Sales(Given.Ines, Given.Marek))) with { AssigneeId = "agt_ines" };
        Assert.Null(conversation.Leave(Ines, given.NewId, Later).After.AssigneeId);
        Assert.Equal("agt_ines", conversation.Leave(Person.Of(Given.Marek), given.NewId, Later).After.AssigneeId);
        var ines = conversation.MemberOf(Ines)!;
        Assert.Null(conversation.Remove(Person.Of(Given.Marek), ines.Id, false, given.NewId, Later).After.AssigneeId);
    }

    [Fact, Rule("AC-14", "AC-9")]
    public void The_last_agent_may_leave()
    {
        var change = given.Started(Given.ByLink(Given.Ines)).Leave(Ines, given.NewId, Later);
        Assert.Empty(change.After.CurrentAgents);
        Assert.Equal(Later, Assert.Single(change.Ended).LeftAt);
        Assert.Equal("left", Assert.Single(change.Messages).Notice!.Type);
    }

    [Fact, Rule("AC-14")]
    public void A_guest_removes_nobody()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines)).Add(Ines, [Newcomer.Of(Given.Jonas)], given.NewId, Later).After;
        foreach (var member in conversation.Current)
        {
            Refuses("forbidden", () => conversation.Remove(Niamh, member.Id, true, given.NewId, Later));
        }
    }

    [Fact, Rule("AC-14")]
    public void The_last_guest_is_removed_only_when_it_was_asked_twice()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var guest = conversation.MemberOf(Niamh)!;
        Refuses("last-guest", () => conversation.Remove(Ines, guest.Id, false, given.NewId, Later));
        var change = conversation.Remove(Ines, guest.Id, true, given.NewId, Later);
        Assert.Empty(change.After.CurrentGuests);
        Assert.Equal(("removed", "Ines Duarte"), (change.Messages[0].Notice!.Type, change.Messages[0].Notice!.Actor!.Name));
        var two = conversation.Add(Ines, [Newcomer.Of(Given.Jonas)], given.NewId, Later).After;
        Assert.Single(two.Remove(Ines, guest.Id, false, given.NewId, Later).After.CurrentGuests);
    }

    [Fact, Rule("AC-9")]
    public void Who_removes_oneself_leaves()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var change = conversation.Remove(Ines, conversation.MemberOf(Ines)!.Id, false, given.NewId, Later);
        Assert.Equal("left", Assert.Single(change.Messages).Notice!.Type);
    }

    [Fact, Rule("AC-9")]
    public void Who_is_not_there_cannot_leave_or_be_removed()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines)).Leave(Niamh, given.NewId, Later).After;
        Refuses("not-found", () => conversation.Leave(Niamh, given.NewId, Later));
        var past = conversation.Members.Single(member => member.Kind == PersonKind.Guest);
        Refuses("not-found", () => conversation.Remove(Ines, past.Id, true, given.NewId, Later));
    }

    [Fact, Rule("SE-4")]
    public void Who_comes_back_gets_the_own_row_again_at_the_end_of_the_order()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines)).Leave(Niamh, given.NewId, Later).After;
        var change = conversation.Add(Ines, [Newcomer.Of(Given.Jonas), Newcomer.Of(Given.Niamh)], given.NewId, Later);
        var back = Assert.Single(change.Rejoined);
        Assert.Equal((conversation.Members[0].Id, true, 3, null), (back.Id, back.Initial, back.Order, back.LeftAt));
        Assert.Equal(["gst_jonas"], change.Added.Select(member => member.PersonId));
        Assert.Equal(3, change.After.Members.Count);
    }

    [Fact]
    public void Who_was_added_individually_first_keeps_that()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines)).Add(Ines, [Newcomer.Of(Given.Marek)], given.NewId, Later).After;
        var change = conversation.Reinforce(new([Given.Marek, Given.Sofia], new("svc_1", "Sales"), null), given.NewId, Later);
        Assert.Null(change.After.MemberOf(Person.Of(Given.Marek))!.ViaServiceId);
        Assert.Equal("svc_1", change.After.MemberOf(Person.Of(Given.Sofia))!.ViaServiceId);
    }

    private static List<Newcomer> Crowd(int size) =>
        [.. Enumerable.Range(0, size).Select(i => Newcomer.Of(new GuestCard($"gst_{i}", $"Guest {i}", null, i)))];

    private static void Refuses(string slug, Func<Change> verb) => Assert.Equal(slug, Assert.Throws<Refused>(() => verb()).Refusal.Slug);
}
