using System.Globalization;

namespace XBees.Application.Services;

/// <summary>What the audit log says of a changed service (AD-3): each field as it was and as it is; agents stand there by their ids alone.</summary>
internal static class ServiceDifference
{
    private const string Nothing = "–";

    public static Dictionary<string, string> Of(ServiceRecord before, ServiceRecord after)
    {
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        Say("name", before.Name, after.Name);
        Say("manager", before.ManagerId, after.ManagerId);
        Say("answerMinutes", Number(before.AnswerMinutes), Number(after.AnswerMinutes));
        Say("newAfterDays", Number(before.NewAfterDays), Number(after.NewAfterDays));
        Say("saysEnded", YesNo(before.SaysEnded), YesNo(after.SaysEnded));
        List("membersAdded", after.Members.Except(before.Members, StringComparer.Ordinal));
        List("membersRemoved", before.Members.Except(after.Members, StringComparer.Ordinal));
        return changed;

        void Say(string field, string? was, string? now)
        {
            if (was != now)
            {
                changed[field] = $"{was ?? Nothing} → {now ?? Nothing}";
            }
        }

        void List(string field, IEnumerable<string> agents)
        {
            if (string.Join(' ', agents) is { Length: > 0 } ids)
            {
                changed[field] = ids;
            }
        }
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}
