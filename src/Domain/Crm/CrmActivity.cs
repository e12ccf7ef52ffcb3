using NodaTime;

namespace XBees.Domain.Crm;

public enum CrmActivityKind
{
    Task,
    Note,
}

/// <summary>What is logged on a record (CR-3).</summary>
/// <param name="Id">By which the CRM knows it again, however often it is sent.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Due">Until when a task is to be done.</param>
/// <param name="Author">Who logged it, so that it can be said (CR-6).</param>
/// <param name="At">When.</param>
public sealed record CrmActivity(string Id, CrmActivityKind Kind, string Text, Instant? Due, string Author, Instant At)
{
    public const int LongestText = 5_000;

    /// <summary>Who the author is among the CRM's users; null: none of them, and it is the connecting account that logs.</summary>
    public string? UserId { get; init; }

    /// <summary>CR-6: what it says, with a line that names the agent where the CRM cannot.</summary>
    public string Signed => CrmText.Signed(Text, UserId, Author);

    public static CrmActivityKind? KindOf(string? word) =>
        word switch
        {
            "task" => CrmActivityKind.Task,
            "note" => CrmActivityKind.Note,
            _ => null,
        };

    public static string Word(CrmActivityKind kind) => kind == CrmActivityKind.Task ? "task" : "note";

    /// <summary>What is wrong with a text as it was typed, or null.</summary>
    public static string? Problem(string? typed) =>
        DisplayName.Clean(typed) is null ? "Write what is to be logged."
        : Characters.HasLoneSurrogate(typed!) ? Characters.HalfACharacter
        : Limits.TooLong(typed!, LongestText);
}
