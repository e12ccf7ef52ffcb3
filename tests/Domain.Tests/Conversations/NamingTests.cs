using System.Text.Json;
using XBees.Domain.Conversations;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class NamingTests
{
    private static readonly Person Ines = Person.Of(Given.Ines);

    private readonly Given given = new();

    [Fact, Rule("TI-5", "AC-8", "AC-13")]
    public void Renaming_tells_everyone_and_clearing_brings_the_computed_title_back()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var renamed = conversation.Rename(Ines, "Refit", given.NewId, Given.Now);
        Assert.Equal(("Refit", conversation.Version + 1), (renamed.After.Name, renamed.After.Version));
        var message = Assert.Single(renamed.Messages);
        Assert.Equal(("renamed", "Refit", Audience.Everyone), (message.Notice!.Type, message.Notice.Name, message.Audience));
        var cleared = renamed.After.Rename(Ines, " \u200B", given.NewId, Given.Now);
        Assert.Null(cleared.After.Name);
        Assert.Null(cleared.Messages[0].Notice!.Name);
    }

    [Fact, Rule("TI-5")]
    public void The_same_name_again_changes_nothing()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines)).Rename(Ines, "Refit", given.NewId, Given.Now).After;
        Assert.True(conversation.Rename(Ines, " Refit ", given.NewId, Given.Now).IsNothing);
    }

    [Fact, Rule("TI-5")]
    public void A_guest_does_not_rename()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var refused = Assert.Throws<Refused>(() => conversation.Rename(Person.Of(Given.Niamh), "Mine", given.NewId, Given.Now));
        Assert.Equal(("forbidden", 403), (refused.Refusal.Slug, refused.Refusal.Status));
    }

    [Fact]
    public void A_description_is_told_to_agents()
    {
        var change = given.Started(Given.ByLink(Given.Ines)).Describe(Ines, " Two lines\nof it ", given.NewId, Given.Now);
        Assert.Equal("Two lines\nof it", change.After.Description);
        Assert.Equal(Audience.Agents, Assert.Single(change.Messages).Audience);
        Assert.True(change.After.Describe(Ines, "Two lines\nof it", given.NewId, Given.Now).IsNothing);
        Assert.Null(change.After.Describe(Ines, "", given.NewId, Given.Now).After.Description);
    }

    [Fact, Rule("AC-10", "AC-13", "MS-9")]
    public void Read_only_is_told_to_agents_and_moves_nothing_that_a_guest_could_count()
    {
        var conversation = given.Started(Given.ByLink(Given.Ines));
        var change = conversation.SetReadOnly(Ines, true, given.NewId, Given.Now);
        Assert.True(change.After.ReadOnly);
        Assert.Equal(("read-only", true), (change.Messages[0].Notice!.Type, change.Messages[0].Notice!.On));
        Assert.Equal(Audience.Agents, change.Messages[0].Audience);
        Assert.Equal(conversation.Tally.LastGuestSeq, change.After.Tally.LastGuestSeq);
        Assert.Equal(conversation.Tally.Count, change.After.Tally.Count);
        Assert.True(change.After.SetReadOnly(Ines, true, given.NewId, Given.Now).IsNothing);
    }

    [Theory, Rule("AC-13")]
    [InlineData("joined", Audience.Everyone)]
    [InlineData("left", Audience.Everyone)]
    [InlineData("removed", Audience.Everyone)]
    [InlineData("renamed", Audience.Everyone)]
    [InlineData("read-only", Audience.Agents)]
    [InlineData("description", Audience.Agents)]
    [InlineData("assignment", Audience.Agents)]
    [InlineData("something of tomorrow", Audience.Agents)]
    public void Guests_see_only_the_notices_that_are_for_everyone(string type, Audience audience) =>
        Assert.Equal(audience, new Notice { Type = type }.Audience());

    [Fact, Rule("AC-11", "AC-13")]
    public void Who_made_a_conversation_is_told_to_guests_when_it_was_an_agent()
    {
        Assert.Equal(Audience.Everyone, Notice.Created(Ines, Origin.Agent, [], null).Audience());
        Assert.Equal(Audience.Agents, Notice.Created(Person.Of(Given.Niamh), Origin.Widget, [Ines], null).Audience());
    }

    [Fact, Rule("MS-13")]
    public void A_notice_survives_being_stored_as_JSON()
    {
        var notice = Notice.Created(Person.Of(Given.Marek), Origin.Agent, [Person.Of(Given.Anonymous)], new("svc_1", "Hello & World"));
        var json = JsonSerializer.Serialize(notice, JsonSerializerOptions.Web);
        Assert.Contains("\"kind\":\"agent\"", json, StringComparison.Ordinal);
        Assert.Equal(
            json,
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Notice>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web)
        );
    }

    [Fact, Rule("MS-17")]
    public void A_guest_reads_the_name_that_an_agent_has_for_guests()
    {
        var marek = Person.Of(Given.Marek);
        Assert.Equal("Marek", marek.NameFor(PersonKind.Guest, "en"));
        Assert.Equal("Marek Lis", marek.NameFor(PersonKind.Agent, "en"));
        Assert.Equal("Ines Duarte", Ines.NameFor(PersonKind.Guest, "en"));
    }
}
