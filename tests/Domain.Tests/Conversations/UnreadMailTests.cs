using NodaTime;
using XBees.Domain.Conversations;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Conversations;

[Rule("NO-2", "NO-3")]
public sealed class UnreadMailTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 25, 8, 0);
    private static readonly UnreadMailFacts Nothing = new() { ReadGuestSeq = 0 };

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 2)]
    public void Five_minutes_after_the_first_unread_answer_all_of_them_are_mailed(int minutes, int mailed)
    {
        var decided = UnreadMail.For([At(3, 0), At(5, 4)], Nothing, Start + Duration.FromMinutes(minutes));
        Assert.Equal(mailed, decided.Now.Count);
        Assert.Equal(mailed > 0 ? null : Start + Duration.FromMinutes(5), decided.Again);
    }

    [Fact]
    public void What_was_read_is_not_and_what_came_after_has_its_own_five_minutes()
    {
        var decided = UnreadMail.For([At(3, 0), At(5, 4)], Nothing with { ReadGuestSeq = 4 }, Start + Duration.FromMinutes(6));
        Assert.Empty(decided.Now);
        Assert.Equal(Start + Duration.FromMinutes(9), decided.Again);
        Assert.Equal(new UnreadMail([], null), UnreadMail.For([At(3, 0)], Nothing with { ReadGuestSeq = 3 }, Later), Same);
    }

    [Fact]
    public void Once_for_each_answer_and_at_most_one_an_hour()
    {
        var mailed = Nothing with { MailedGuestSeq = 3, MailedAt = Start + Duration.FromMinutes(5) };
        Assert.Equal(new UnreadMail([], null), UnreadMail.For([At(3, 0)], mailed, Later), Same);
        var next = UnreadMail.For([At(3, 0), At(5, 10)], mailed, Start + Duration.FromMinutes(30));
        Assert.Equal(new UnreadMail([], Start + Duration.FromMinutes(65)), next, Same);
        Assert.Equal(2, UnreadMail.For([At(3, 0), At(5, 10)], mailed, Start + Duration.FromMinutes(65)).Now.Count);
    }

    [Fact, Rule("AC-3")]
    public void Who_mutes_gets_none_until_it_ends()
    {
        var muted = Nothing with { MutedUntil = Later };
        Assert.Equal(new UnreadMail([], null), UnreadMail.For([At(3, 0)], muted, Later - Duration.FromMinutes(1)), Same);
        Assert.Single(UnreadMail.For([At(3, 0)], muted, Later).Now);
    }

    private static Instant Later => Start + Duration.FromHours(5);

    private static Answer At(long seq, int minutes) => new(seq, Start + Duration.FromMinutes(minutes));

    private static bool Same(UnreadMail one, UnreadMail other) => one.Now.SequenceEqual(other.Now) && one.Again == other.Again;
}
