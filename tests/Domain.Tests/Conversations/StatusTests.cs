using NodaTime;
using XBees.Domain.Conversations;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class StatusTests
{
    private static readonly Person Ines = Person.Of(Given.Ines);
    private static readonly Person Niamh = Person.Of(Given.Niamh);
    private static readonly Instant Later = Given.Now + Duration.FromMinutes(5);
    private static readonly Instant Tomorrow = Given.Now + Duration.FromDays(1);

    private readonly Given given = new();

    private Conversation Started => given.Started(Given.ByWidget(Given.Sales(Given.Ines, Given.Marek)));

    [Fact, Rule("ST-1", "AC-13")]
    public void A_new_one_is_open_and_a_change_is_told_to_agents_in_one_notice()
    {
        var conversation = Started;
        Assert.Equal(ConversationStatus.Open, conversation.Status);
        var change = conversation.SetStatus(Ines, new(ConversationStatus.Resolved, null), given.NewId, Later);
        Assert.Equal(ConversationStatus.Resolved, change.After.Status);
        Assert.Equal(conversation.Version + 1, change.After.Version);
        var notice = Assert.Single(change.Messages);
        Assert.Equal((Audience.Agents, "status", "resolved", "Ines Duarte"), Told(notice));
        Assert.Equal(conversation.Tally.LastGuestSeq, change.After.Tally.LastGuestSeq);
    }

    [Fact, Rule("ST-1")]
    public void What_it_is_already_changes_nothing_and_without_a_guest_there_is_no_status()
    {
        Assert.True(Started.SetStatus(Ines, new(ConversationStatus.Open, null), given.NewId, Later).IsNothing);
        var snoozed = Started.SetStatus(Ines, new(ConversationStatus.Snoozed, Tomorrow), given.NewId, Later).After;
        Assert.True(snoozed.SetStatus(Ines, new(ConversationStatus.Snoozed, Tomorrow), given.NewId, Later).IsNothing);
        Assert.False(snoozed.SetStatus(Ines, new(ConversationStatus.Snoozed, null), given.NewId, Later).IsNothing);
        var alone = given.Started(Given.Ines);
        var refused = Assert.Throws<Refused>(() => alone.SetStatus(Ines, new(ConversationStatus.Resolved, null), given.NewId, Later));
        Assert.Equal("no-guest", refused.Refusal.Slug);
        refused = Assert.Throws<Refused>(() => Started.SetStatus(Niamh, new(ConversationStatus.Resolved, null), given.NewId, Later));
        Assert.Equal("forbidden", refused.Refusal.Slug);
    }

    [Theory, Rule("ST-2")]
    [InlineData(ConversationStatus.Snoozed, 0)]
    [InlineData(ConversationStatus.Snoozed, -1)]
    [InlineData(ConversationStatus.Resolved, 60)]
    [InlineData(ConversationStatus.Open, 60)]
    public void Only_a_snooze_ends_and_in_time_to_come(ConversationStatus status, int minutes) =>
        Assert.Contains(
            "until",
            Assert
                .Throws<Invalid>(() => Started.SetStatus(Ines, new(status, Later + Duration.FromMinutes(minutes)), given.NewId, Later))
                .Errors.Keys
        );

    [Fact, Rule("ST-2")]
    public void A_snooze_ends_at_its_time_not_before_and_says_so_in_nobodys_name()
    {
        var snoozed = Started.SetStatus(Ines, new(ConversationStatus.Snoozed, Tomorrow), given.NewId, Later).After;
        Assert.True(snoozed.WakeUp(given.NewId, Tomorrow - Duration.FromMilliseconds(1)).IsNothing);
        var change = snoozed.WakeUp(given.NewId, Tomorrow);
        Assert.Equal((ConversationStatus.Open, null), (change.After.Status, change.After.SnoozedUntil));
        Assert.Equal((Audience.Agents, "status", "open", null), Told(Assert.Single(change.Messages)));
        Assert.True(change.After.WakeUp(given.NewId, Tomorrow).IsNothing);
        var forTheGuest = Started.SetStatus(Ines, new(ConversationStatus.Snoozed, null), given.NewId, Later).After;
        Assert.True(forTheGuest.WakeUp(given.NewId, Tomorrow).IsNothing);
    }

    [Theory, Rule("ST-2", "ST-3")]
    [InlineData(ConversationStatus.Snoozed)]
    [InlineData(ConversationStatus.Resolved)]
    public void A_guests_words_open_it_again_and_keep_an_assignee_who_may_still_be_one(ConversationStatus status)
    {
        var conversation = Started with { AssigneeId = Given.Ines.Id };
        var closed = conversation.SetStatus(Ines, new(status, null), given.NewId, Later).After;
        Assert.True(Posting.Post(closed.HeadFor(Niamh), Niamh, new("Hello again"), "msg_1", Later).Reopens);
        Assert.False(Posting.Post(closed.HeadFor(Ines), Ines, new("By the way"), "msg_1", Later).Reopens);
        Assert.False(Posting.Post(conversation.HeadFor(Niamh), Niamh, new("Hello"), "msg_1", Later).Reopens);
        var kept = closed.Reopen(Niamh, assigneeStays: true, given.NewId, Later);
        Assert.Equal((ConversationStatus.Open, Given.Ines.Id), (kept.After.Status, kept.After.AssigneeId));
        Assert.Equal((Audience.Agents, "status", "open", "Niamh O'Brien"), Told(Assert.Single(kept.Messages)));
        Assert.Null(closed.Reopen(Niamh, assigneeStays: false, given.NewId, Later).After.AssigneeId);
        Assert.True(conversation.Reopen(Niamh, assigneeStays: false, given.NewId, Later).IsNothing);
    }

    private static (Audience, string, string?, string?) Told(Message message) =>
        (message.Audience, message.Notice!.Type, message.Notice.Status, message.Notice.Actor?.Name);
}
