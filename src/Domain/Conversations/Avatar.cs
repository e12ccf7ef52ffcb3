using System.Text;
using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Domain.Conversations;

/// <summary>Letters on a colour; of several people the first two, overlapped (TI-6, TI-11).</summary>
/// <param name="Kind">guest, agent, service or duo.</param>
/// <param name="Text">The initials.</param>
/// <param name="Color">1 to 8, by the id alone, so that it is the same everywhere.</param>
/// <param name="Url">Of a picture; null where there is none.</param>
/// <param name="Second">Of a duo: the one behind.</param>
public sealed record Avatar(string Kind, string Text, int Color, string? Url = null, AvatarHalf? Second = null)
{
    private const int Colors = 8;

    public static Avatar Of(AgentCard agent) => new("agent", DisplayName.Initials(agent.Name), ColorOf(agent.Id));

    public static Avatar ForGuests(AgentCard agent) => new("agent", DisplayName.Initials(agent.NameForGuests), ColorOf(agent.Id));

    public static Avatar Of(GuestCard guest, string language = "en") =>
        new("guest", DisplayName.Initials(GuestLabel.For(guest, language)), ColorOf(guest.Id));

    public static Avatar Of(ServiceRef service) => new("service", DisplayName.Initials(service.Name), ColorOf(service.Id));

    public static Avatar Duo(Avatar first, Avatar second) =>
        new("duo", first.Text, first.Color, first.Url, new AvatarHalf(second.Text, second.Color));

    /// <summary>Of a conversation that nobody was ever in.</summary>
    public static Avatar Empty(string conversationId) => new("agent", "", ColorOf(conversationId));

    // FNV-1a: the same on every node and after every update, unlike string.GetHashCode.
    private static int ColorOf(string id)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in Encoding.UTF8.GetBytes(id))
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return (int)((hash ^ (hash >> 16)) % Colors) + 1;
    }
}

/// <summary>The one behind.</summary>
public sealed record AvatarHalf(string Text, int Color);
