using NodaTime;
using XBees.Domain.Conversations;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Conversations;

/// <summary>One reacts with nine emoji to what somebody wrote (MS-8).</summary>
[Rule("MS-8")]
public sealed class ReactingTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 25, 12, 0);

    [Fact]
    public void There_are_nine_kinds_each_found_by_its_own_name_alone()
    {
        Assert.Equal(9, ReactionKind.All.Select(kind => kind.Name).Distinct().Count());
        Assert.Equal(9, ReactionKind.All.Select(kind => kind.Emoji).Distinct().Count());
        Assert.All(ReactionKind.All, kind => Assert.Same(kind, ReactionKind.Find(kind.Name)));
        Assert.All(["", "Heart", "heart ", "👍", "heart' or 1=1"], name => Assert.Null(ReactionKind.Find(name)));
    }

    [Theory, Rule("AC-12")]
    [InlineData(PersonKind.Guest, true)]
    [InlineData(PersonKind.Guest, false)]
    [InlineData(PersonKind.Agent, false)]
    public void Members_react_to_messages_and_notes_guests_also_where_they_only_read(PersonKind kind, bool readOnly)
    {
        Reacting.Check(Written(MessageKind.Text), Who(kind, readOnly: readOnly));
        Reacting.Check(Written(MessageKind.Note), Who(kind, readOnly: readOnly));
    }

    [Fact]
    public void Nobody_reacts_to_a_notice_or_to_what_was_deleted_nor_who_is_no_member()
    {
        Assert.Equal("no-reactions", Refuses(Written(MessageKind.Notice), Who(PersonKind.Agent)));
        Assert.Equal("message-deleted", Refuses(Written(MessageKind.Text) with { DeletedAt = Noon }, Who(PersonKind.Agent)));
        Assert.Equal("not-found", Refuses(Written(MessageKind.Text), Who(PersonKind.Agent, writes: false)));
        Assert.Throws<Refused>(() => Reacting.CheckTakingBack(Who(PersonKind.Agent, writes: false)));
        Reacting.CheckTakingBack(Who(PersonKind.Guest, readOnly: true));
    }

    private static string Refuses(WrittenMessage message, Reviser who) =>
        Assert.Throws<Refused>(() => Reacting.Check(message, who)).Refusal.Slug;

    private static Reviser Who(PersonKind kind, bool writes = true, bool readOnly = false) =>
        new(new(kind, "x", "Somebody"), writes, Manages: false, readOnly);

    private static WrittenMessage Written(MessageKind kind) =>
        new()
        {
            Id = "msg_1",
            Kind = kind,
            AuthorKind = PersonKind.Guest,
            Audience = kind == MessageKind.Note ? Audience.Agents : Audience.Everyone,
            Text = "Hello",
            GuestSeq = 1,
            CreatedAt = Noon,
        };
}
