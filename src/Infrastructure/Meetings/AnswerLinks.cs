using System.Buffers.Text;
using System.Security.Cryptography;
using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Meetings;

/// <summary>
/// By them hosts answer from their mail (ME-3). A link names meeting and host, sealed: it needs no row of its own, and nobody can make one.
/// </summary>
public sealed class AnswerLinks(Db db, MasterKey master, IMeetingReader meetings, TimeProvider time) : IAnswerLinks
{
    private const string Purpose = "meeting-answer";
    private const int LongestToken = 500;
    private static readonly Duration AfterMeeting = Duration.FromDays(1);

    internal string For(string meetingId, string hostId) =>
        Base64Url.EncodeToString(Convert.FromBase64String(master.Seal(Purpose, $"{meetingId} {hostId}")));

    public async Task<AskedMeeting?> FindAsync(string token, CancellationToken cancel) =>
        Read(token) is [var meetingId, var hostId]
        && await OfMeetingAsync(meetingId, cancel) is { } asked
        && asked.Host.PersonId == hostId
        && Instant.FromDateTimeOffset(time.GetUtcNow()) < asked.Meeting.End + AfterMeeting
            ? asked
            : null;

    public async Task<AskedMeeting?> OfMeetingAsync(string meetingId, CancellationToken cancel)
    {
        var row = await db.FirstAsync<Row>(
            $"""
            select a.id, a.name, a.guest_name, a.licence, a.language, a.time_zone
            from meeting t
            join agent a on a.id = t.agent_id
            where t.id = @meetingId and a.deactivated_at is null
            """,
            new { meetingId },
            cancel
        );
        return row?.ToCaller() is { } host && await meetings.OneAsync(host, meetingId, cancel) is { } meeting
            ? new(host, meeting, TimeZones.Find(row.TimeZone)?.Id ?? "UTC")
            : null;
    }

    private string[] Read(string token)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
        {
            return [];
        }
        try
        {
            return master.Open(Purpose, Convert.ToBase64String(Base64Url.DecodeFromChars(token))).Split(' ');
        }
        catch (CryptographicException)
        {
            // Changed on the way, or sealed by nobody here: there is no such link.
            return [];
        }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? GuestName { get; init; }
        public string Licence { get; init; } = "";
        public string Language { get; init; } = "";
        public string TimeZone { get; init; } = "";

        public AgentCaller ToCaller() =>
            new(new(PersonKind.Agent, Id, Name, GuestName), Enum.Parse<Licence>(Licence), Administrator: false, SessionId: null)
            {
                Language = Language,
            };
    }
}
