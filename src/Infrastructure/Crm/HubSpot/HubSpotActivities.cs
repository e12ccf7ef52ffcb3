using System.Net;
using XBees.Domain.Crm;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>
/// Notes, tasks and meetings (https://developers.hubspot.com/docs/api-reference/crm-notes-v3, …/crm-tasks-v3, …/crm-meetings-v3). Their bodies are HTML: what
/// was typed is text in it.
/// </summary>
internal static class HubSpotActivities
{
    // https://developers.hubspot.com/docs/api-reference/crm-associations-v4/association-details
    private const int NoteToContact = 202;
    private const int TaskToContact = 204;
    private const int MeetingToContact = 200;
    private const int LongestSubject = 100;

    public static HubSpotWrite Of(CrmActivity activity, string own, string recordId)
    {
        var isNote = activity.Kind == CrmActivityKind.Note;
        var properties = new Dictionary<string, string>
        {
            [own] = activity.Id,
            ["hs_timestamp"] = ((isNote ? null : activity.Due) ?? activity.At).ToString(),
            [isNote ? "hs_note_body" : "hs_task_body"] = Html(activity.Signed),
        };
        Own(properties, activity.UserId);
        if (!isNote)
        {
            properties["hs_task_subject"] = CrmText.Line(activity.Text, LongestSubject)!;
            properties["hs_task_status"] = "NOT_STARTED";
        }
        return new(properties, [new(new(recordId), [new(isNote ? NoteToContact : TaskToContact)])]);
    }

    public static HubSpotWrite Of(CrmMeeting meeting, string own, string recordId)
    {
        var properties = new Dictionary<string, string>
        {
            [own] = meeting.Id,
            ["hs_timestamp"] = meeting.Start.ToString(),
            ["hs_meeting_title"] = meeting.Title,
            ["hs_meeting_body"] = Html(meeting.Signed),
            ["hs_meeting_start_time"] = meeting.Start.ToString(),
            ["hs_meeting_end_time"] = meeting.End.ToString(),
            ["hs_meeting_location"] = meeting.Place ?? "",
            ["hs_meeting_outcome"] = meeting.State switch
            {
                CrmMeetingState.Held => "COMPLETED",
                CrmMeetingState.Missed => "NO_SHOW",
                CrmMeetingState.Cancelled => "CANCELED",
                _ => "SCHEDULED",
            },
        };
        Own(properties, meeting.UserId);
        return new(properties, [new(new(recordId), [new(MeetingToContact)])]);
    }

    private static void Own(Dictionary<string, string> properties, string? userId)
    {
        if (userId is not null)
        {
            properties["hubspot_owner_id"] = userId;
        }
    }

    private static string Html(string text) =>
        WebUtility.HtmlEncode(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);
}
