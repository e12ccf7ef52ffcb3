using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Conversations;

/// <summary><c>@</c> names an agent (MS-10).</summary>
[Rule("MS-10")]
public sealed class MentioningTests
{
    private static readonly AgentCard Mara = new("agt_1", "Mara Nowak", "Mara from Sales");
    private static readonly AgentCard Noah = new("agt_2", "Noah");

    [Theory]
    [InlineData("@Noah", true)]
    [InlineData("Ask (@Noah), please", true)]
    [InlineData("@Noah's turn", true)]
    [InlineData("@Noahs turn, @Noah too", true)]
    [InlineData("@Noahs turn", false)]
    [InlineData("mail@Noah", false)]
    [InlineData("Noah", false)]
    [InlineData("@noah", false)]
    [InlineData("@ Noah", false)]
    [InlineData("", false)]
    public void A_name_stands_as_a_word_behind_the_sign(string text, bool names) => Assert.Equal(names, Mentioning.Names(text, "Noah"));

    [Fact, Rule("MS-17")]
    public void What_guests_read_names_an_agent_by_the_name_for_guests()
    {
        Assert.Equal([new Mention("agt_1", "Mara from Sales")], Read("@Mara from Sales knows", MessageKind.Text, "agt_1"));
        Assert.Equal([new Mention("agt_2", "Noah")], Read("@Noah knows", MessageKind.Text, "agt_2", "agt_2"));
        Assert.Equal([new Mention("agt_1", "Mara Nowak")], Read("@Mara Nowak knows", MessageKind.Note, "agt_1"));
        Assert.Equal([new Mention("agt_1", "Mara from Sales")], Read("@Mara from Sales knows", MessageKind.Note, "agt_1"));
        Refuses("@Mara Nowak knows", MessageKind.Text, "agt_1");
    }

    [Fact]
    public void Who_is_no_agent_or_is_not_named_is_refused_and_so_is_a_crowd()
    {
        Refuses("@Noah", MessageKind.Text, "agt_3");
        Refuses("Noah", MessageKind.Text, "agt_2");
        Refuses("@Noah", MessageKind.Text, [.. Enumerable.Range(0, 21).Select(i => $"agt_{i}")]);
    }

    private static IReadOnlyList<Mention> Read(string text, MessageKind kind, params string[] ids) =>
        Mentioning.Read(text, kind, ids, [Mara, Noah]);

    private static void Refuses(string text, MessageKind kind, params string[] ids) =>
        Assert.Contains("mentions", Assert.Throws<Invalid>(() => Read(text, kind, ids)).Errors.Keys);
}
