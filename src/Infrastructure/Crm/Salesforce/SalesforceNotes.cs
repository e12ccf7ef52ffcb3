using System.Globalization;
using XBees.Domain.Crm;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>
/// What is written into descriptions. Its last line says what it is here: an organisation has no field of ours, and SOQL sees at once what was written.
/// </summary>
internal static class SalesforceNotes
{
    private const int LongestSubject = 100;

    /// <summary>Of a lead: who has made it, where that is none of the organisation's users (CR-6).</summary>
    public static string Lead(string externalId, string author, bool isOwner) =>
        isOwner ? Mark(externalId) : $"— {author}\n{Mark(externalId)}";

    public static bool Has(SalesforceObject found, string id) =>
        found.Description?.TrimEnd().EndsWith(Mark(id), StringComparison.Ordinal) == true;

    /// <summary>
    /// A task (https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm); a note is one that is
    /// done, as it stands among the activities then.
    /// </summary>
    public static Dictionary<string, string> Task(CrmActivity activity, string who, string done)
    {
        var isNote = activity.Kind == CrmActivityKind.Note;
        var task = new Dictionary<string, string>
        {
            ["WhoId"] = who,
            ["Subject"] = CrmText.Line(activity.Text, LongestSubject)!,
            ["Description"] = $"{activity.Signed}\n{Mark(activity.Id)}",
        };
        Own(task, activity.UserId);
        if ((isNote ? activity.At : activity.Due) is { } on)
        {
            task["ActivityDate"] = on.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        }
        if (isNote)
        {
            task["Status"] = done;
        }
        return task;
    }

    /// <summary>
    /// An event (https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_event.htm). It has no status: what
    /// became of it stands in its subject.
    /// </summary>
    public static Dictionary<string, string> Event(CrmMeeting meeting, string who)
    {
        var subject = meeting.State switch
        {
            CrmMeetingState.Cancelled => $"Cancelled: {meeting.Title}",
            CrmMeetingState.Missed => $"Missed: {meeting.Title}",
            _ => meeting.Title,
        };
        var made = new Dictionary<string, string>
        {
            ["WhoId"] = who,
            ["Subject"] = CrmText.Line(subject, LongestSubject)!,
            ["Description"] = $"{meeting.Signed}\n{Mark(meeting.Id)}",
            ["StartDateTime"] = meeting.Start.ToString(),
            ["EndDateTime"] = meeting.End.ToString(),
            ["Location"] = CrmText.Line(meeting.Place) ?? "",
        };
        Own(made, meeting.UserId);
        return made;
    }

    private static void Own(Dictionary<string, string> made, string? userId)
    {
        if (userId is not null)
        {
            made["OwnerId"] = userId;
        }
    }

    private static string Mark(string id) => $"XBees {id}";
}
