using System.Text.Json.Serialization;
using XBees.Domain.Guests;

namespace XBees.Domain.Meetings;

/// <summary>Where an agent meets (ME-13).</summary>
/// <param name="Kind">link, room, phone or place.</param>
/// <param name="Text">Of a link its address; of a room an address with <c>{room}</c> in it, in whose place each meeting has a name of its own; of a place words; of phone nothing.</param>
public sealed record MeetingWhere([property: JsonRequired] string Kind, string? Text)
{
    public const string Link = "link";
    public const string Room = "room";
    public const string Phone = "phone";
    public const string Place = "place";
    private const string OwnName = "{room}";

    /// <summary>The guest's number is required then.</summary>
    [JsonIgnore]
    public bool CallsTheGuest => Kind == Phone;

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Problem() =>
        Kind switch
        {
            Link => IsAddress(Text) ? null : "Give the whole address, such as https://meet.example.com/mara.",
            Room => IsAddress(Text?.Replace(OwnName, "x", StringComparison.Ordinal)) && Text!.Contains(OwnName, StringComparison.Ordinal)
                ? null
                : "Give an address with {room} in it, such as https://meet.example.com/{room}.",
            Phone => null,
            Place => DisplayName.Clean(Text) is null ? "Say where." : DisplayName.Problem(Text),
            _ => "One of link, room, phone, place.",
        };

    internal MeetingWhere Clean() => this with { Text = Kind == Phone ? null : DisplayName.Clean(Text) };

    /// <summary>Where one meeting is, for good.</summary>
    /// <param name="ownName">Nobody guesses it.</param>
    /// <param name="phone">The guest's number, where it is known.</param>
    public MeetingPlace ForMeeting(string ownName, string? phone) =>
        Kind switch
        {
            Link => new(MeetingPlaceKind.Link, Text!),
            Room => new(MeetingPlaceKind.Link, Text!.Replace(OwnName, ownName, StringComparison.Ordinal)),
            Phone => new(MeetingPlaceKind.Phone, ReadPhone(phone)),
            _ => new(MeetingPlaceKind.Place, Text!),
        };

    private static string ReadPhone(string? typed) =>
        PhoneText.Problem(typed) is { } problem
            ? throw new Invalid("phone", problem)
            : PhoneText.Clean(typed) ?? throw new Invalid("phone", "Give the number to call.");

    private static bool IsAddress(string? text) =>
        text is { Length: <= Limits.Url } && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http");
}
