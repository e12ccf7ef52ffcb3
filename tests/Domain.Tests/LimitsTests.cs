using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Services;

namespace XBees.Domain.Tests;

public sealed class LimitsTests
{
    private const string Bee = "🐝";

    public static TheoryData<string, int, Action<string>> Fields =>
        new()
        {
            { "name", 200, text => GuestName.Read(text) },
            { "name", 200, text => ConversationName.Read(text) },
            { "name", 200, text => Domain.Agents.AgentName.Read(text) },
            { "guestName", 200, text => Domain.Agents.AgentName.ReadForGuests(text) },
            { "name", 80, text => ServiceName.Read(text) },
            { "description", 2_000, text => ConversationDescription.Read(text) },
            { "text", 10_000, text => MessageText.Read(text) },
        };

    [Theory, MemberData(nameof(Fields))]
    public void A_text_of_exactly_the_limit_is_taken_and_one_scalar_value_more_is_refused_at_its_field(
        string field,
        int limit,
        Action<string> read
    )
    {
        read(string.Concat(Enumerable.Repeat(Bee, limit)));
        var refused = Assert.Throws<Invalid>(() => read(string.Concat(Enumerable.Repeat(Bee, limit + 1))));
        var sentence = Assert.Single(refused.Errors[field]);
        Assert.Equal($"At most {limit:N0} characters; this has {limit + 1:N0}.", sentence);
    }

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void An_address_has_at_most_254(int length, bool taken)
    {
        var longest = $"{new string('a', 64)}@{new string('b', 60)}.{new string('c', 60)}.{new string('d', 60)}.";
        Assert.Equal(taken, EmailAddress.TryRead(longest + new string('e', length - longest.Length), out _, out var problem));
        Assert.Equal(taken ? null : "At most 254 characters; this has 255.", problem);
    }
}
