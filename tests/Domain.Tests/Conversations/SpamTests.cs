using NodaTime;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class SpamTests
{
    private static readonly Person Ines = Person.Of(Given.Ines);
    private static readonly Person Niamh = Person.Of(Given.Niamh);
    private static readonly Instant Later = Given.Now + Duration.FromMinutes(5);

    private readonly Given given = new();

    private Conversation Started => given.Started(Given.ByWidget(Given.Sales(Given.Ines, Given.Marek))) with { WaitingSince = Given.Now };

    [Fact, Rule("SP-3", "AC-13", "RE-6")]
    public void Spam_is_resolved_waits_for_nobody_and_goes_after_thirty_days()
    {
        var before = Started;
        var change = before.MarkSpam(Ines, given.NewId, Later);
        var after = change.After;
        Assert.Equal((ConversationStatus.Resolved, Later, Later), (after.Status, after.ResolvedAt, after.SpamSince));
        Assert.Equal(Later + Duration.FromDays(30), after.DeletedAt);
        Assert.Null(after.WaitingSince);
        var notice = Assert.Single(change.Messages);
        Assert.Equal((Audience.Agents, "spam"), (notice.Audience, notice.Notice!.Type));
        Assert.Equal(after.DeletedAt!.Value.ToUnixTimeMilliseconds(), notice.Notice.Until);
        Assert.Equal(before.Tally.LastGuestSeq, after.Tally.LastGuestSeq);
        Assert.True(after.MarkSpam(Ines, given.NewId, Later).IsNothing);
    }

    [Fact, Rule("SP-3", "ST-3")]
    public void It_is_open_again_when_it_is_none_however_that_is_said()
    {
        var spam = Started.MarkSpam(Ines, given.NewId, Later).After;
        foreach (
            var change in new[]
            {
                spam.NotSpam(Ines, given.NewId, Later),
                spam.SetStatus(Ines, new(ConversationStatus.Open, null), given.NewId, Later),
            }
        )
        {
            Assert.Equal(ConversationStatus.Open, change.After.Status);
            Assert.Null(change.After.SpamSince);
            Assert.Null(change.After.ResolvedAt);
            Assert.Null(change.After.DeletedAt);
            Assert.Equal(Audience.Agents, Assert.Single(change.Messages).Audience);
        }
        Assert.True(spam.SetStatus(Ines, new(ConversationStatus.Resolved, null), given.NewId, Later).IsNothing);
        Assert.True(Started.NotSpam(Ines, given.NewId, Later).IsNothing);
    }

    [Fact, Rule("SP-3", "AC-12", "IN-9")]
    public void No_guest_writes_adds_or_comes_in_any_more_and_agents_go_on()
    {
        var spam = Started.MarkSpam(Ines, given.NewId, Later).After with { PublicSince = Given.Now };
        Assert.Equal("read-only", Refused(() => spam.Post(Niamh, new("More"), given.NewId, Later)));
        Assert.Equal("read-only", Refused(() => spam.AddByGuest(Niamh, [], given.NewId, Later)));
        Assert.Equal("no-link", Refused(() => spam.JoinByLink(Given.Jonas, given.NewId, Later)));
        Assert.Equal("invitation-revoked", Refused(() => spam.JoinByInvitation(Given.Jonas, given.NewId, Later)));
        Assert.Single(spam.Post(Ines, new("Goodbye"), given.NewId, Later).Messages);
    }

    [Fact, Rule("SP-3")]
    public void Guests_say_nothing_of_it_and_without_a_guest_there_is_none()
    {
        Assert.Equal("forbidden", Refused(() => Started.MarkSpam(Niamh, given.NewId, Later)));
        Assert.Equal("no-guest", Refused(() => given.Started(Given.Ines).MarkSpam(Ines, given.NewId, Later)));
        var gone = Started.MarkSpam(Ines, given.NewId, Later).After with { Members = [] };
        Assert.Equal("no-guest", Refused(() => gone.NotSpam(Ines, given.NewId, Later)));
    }

    [Fact, Rule("SP-2", "AC-13", "MS-13")]
    public void A_block_is_told_to_agents_where_the_guest_is_and_nothing_else_changes()
    {
        var before = Started;
        var told = before.TellBlocked(Ines, new HashSet<string> { Given.Niamh.Id, "gst_elsewhere" }, blocked: true, given.NewId, Later);
        var notice = Assert.Single(told.Messages);
        Assert.Equal((Audience.Agents, "blocked"), (notice.Audience, notice.Notice!.Type));
        Assert.Equal([Given.Niamh.Id], notice.Notice.People.Select(person => person.Id));
        Assert.Equal((before.Version, before.Tally.LastGuestSeq), (told.After.Version, told.After.Tally.LastGuestSeq));
        Assert.True(before.TellBlocked(Ines, new HashSet<string> { "gst_elsewhere" }, blocked: false, given.NewId, Later).IsNothing);
    }

    [Theory, Rule("SP-2", "PV-5")]
    [InlineData(1, true)]
    [InlineData(30 * 24 * 60, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData((30 * 24 * 60) + 1, false)]
    public void A_network_is_shut_out_for_thirty_days_at_most(int minutes, bool allowed)
    {
        var wish = new BlockWish(true, Given.Now + Duration.FromMinutes(minutes));
        if (allowed)
        {
            wish.Check(Given.Now);
        }
        else
        {
            Assert.Contains("networkUntil", Assert.Throws<Invalid>(() => wish.Check(Given.Now)).Errors.Keys);
        }
        new BlockWish(true, null).Check(Given.Now);
    }

    private static string Refused(Func<Change> verb) => Assert.Throws<Refused>(verb).Refusal.Slug;
}
