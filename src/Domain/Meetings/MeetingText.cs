using XBees.Domain.Conversations;

namespace XBees.Domain.Meetings;

/// <summary>What people type about a meeting.</summary>
public static class MeetingText
{
    public const int LongestReason = 1_000;

    /// <summary>What it is about, in one line.</summary>
    public static string ReadSubject(string? typed)
    {
        if (DisplayName.Problem(typed) is { } problem)
        {
            throw new Invalid("subject", problem);
        }
        return DisplayName.Clean(typed) ?? throw new Invalid("subject", "Say what it is about.");
    }

    /// <summary>Why it was cancelled; null where nothing that can be seen was typed.</summary>
    public static string? ReadReason(string? typed)
    {
        if (typed is null)
        {
            return null;
        }
        var text = MessageText.Clean(typed).Trim();
        var problem = Characters.HasLoneSurrogate(typed) ? Characters.HalfACharacter : Limits.TooLong(text, LongestReason);
        return problem is not null ? throw new Invalid("reason", problem)
            : Characters.AnythingVisible(text) ? text
            : null;
    }
}
