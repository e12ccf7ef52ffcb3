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

    [Fact]
    public void An_address_of_254_is_taken_and_255_is_refused()
    {
        static string Address(int length) =>
            $"{new string('a', 60)}@{new string('b', 60)}.{new string('c', 60)}.{new string('d', length - 60 - 1 - 61 * 2 - 4)}.com";
        Assert.Equal(238, EmailAddress.Read(Address(238)).Typed.Length);
        Assert.Throws<Invalid>(() => EmailAddress.Read($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 4))}.example.com"));
    }
}
