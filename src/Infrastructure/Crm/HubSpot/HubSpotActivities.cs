using System.Net;
using XBees.Domain.Crm;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>
/// Notes and tasks (https://developers.hubspot.com/docs/api-reference/crm-notes-v3, …/crm-tasks-v3). Their bodies are HTML: what was typed is text in it. With
/// a line that names the agent (CR-6).
/// </summary>
internal static class HubSpotActivities
{
    // https://developers.hubspot.com/docs/api-reference/crm-associations-v4/association-details
    private const int NoteToContact = 202;
    private const int TaskToContact = 204;
    private const int LongestSubject = 100;

    public static HubSpotWrite Of(CrmActivity activity, string own, string recordId)
    {
        var isNote = activity.Kind == CrmActivityKind.Note;
        var body = $"{Html(activity.Text)}<br>— {Html(activity.Author)}";
        var properties = new Dictionary<string, string>
        {
            [own] = activity.Id,
            ["hs_timestamp"] = ((isNote ? null : activity.Due) ?? activity.At).ToString(),
            [isNote ? "hs_note_body" : "hs_task_body"] = body,
        };
        if (!isNote)
        {
            properties["hs_task_subject"] = CrmText.Line(activity.Text, LongestSubject)!;
            properties["hs_task_status"] = "NOT_STARTED";
        }
        return new(properties, [new(new(recordId), [new(isNote ? NoteToContact : TaskToContact)])]);
    }

    private static string Html(string text) =>
        WebUtility.HtmlEncode(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);
}
