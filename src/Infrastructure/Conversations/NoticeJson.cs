using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;

namespace XBees.Infrastructure.Conversations;

/// <summary>A notice's data as it lies in its row, and as its reader may see it.</summary>
internal static class NoticeJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Notice notice) => JsonSerializer.Serialize(notice, Options);

    public static string? MeetingIdOf(string json) => JsonSerializer.Deserialize<Notice>(json, Options)!.Meeting?.Id;

    /// <summary>Guests read the names for guests, and of a service its name alone.</summary>
    public static NoticeView Read(string json, Caller reader)
    {
        var notice = JsonSerializer.Deserialize<Notice>(json, Options)!;
        return new()
        {
            Type = notice.Type,
            Actor = notice.Actor is null ? null : PersonView.Of(notice.Actor, reader),
            People = [.. notice.People.Select(person => PersonView.Of(person, reader))],
            More = notice.More,
            Via = notice.Via is null ? null : new(reader.IsGuest ? null : notice.Via.Id, notice.Via.Name),
            Name = notice.Name,
            Origin = notice.Origin,
            On = notice.On,
            Assignment = notice.Assignment is { } assignment ? Read(assignment, reader) : null,
            // ST-6: an end that guests are told of is no status to them.
            Status = reader.IsGuest ? null : notice.Status,
            ConversationId = notice.ConversationId,
            Until = Times.Instant(notice.Until),
            Meeting = notice.Meeting is { } meeting ? Read(meeting) : null,
        };
    }

    private static MeetingNoticeView Read(MeetingNotice meeting) =>
        new()
        {
            Id = meeting.Id,
            Subject = meeting.Subject,
            Start = Instant.FromUnixTimeMilliseconds(meeting.Start),
            End = Instant.FromUnixTimeMilliseconds(meeting.End),
            PreviousStart = Times.Instant(meeting.PreviousStart),
            PreviousEnd = Times.Instant(meeting.PreviousEnd),
            Reason = meeting.Reason,
        };

    private static AssignmentNoticeView Read(AssignmentNotice assignment, Caller reader) =>
        new()
        {
            Service = new(assignment.Service.Id, assignment.Service.Name),
            Assignee = assignment.Assignee is { } assignee ? PersonView.Of(assignee, reader) : null,
            PreviousService = assignment.PreviousService is { } previous ? new(previous.Id, previous.Name) : null,
            PreviousAssignee = assignment.PreviousAssignee is { } before ? PersonView.Of(before, reader) : null,
            Joined = [.. assignment.Joined.Select(person => PersonView.Of(person, reader))],
            MoreJoined = assignment.MoreJoined,
            Left = [.. assignment.Left.Select(person => PersonView.Of(person, reader))],
            MoreLeft = assignment.MoreLeft,
        };
}
