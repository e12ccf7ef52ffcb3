using XBees.Domain.Crm;

namespace XBees.Application.Crm;

public enum CrmState
{
    Connected,

    /// <summary>It does not let us in.</summary>
    Refused,
    Unreachable,
    Unreadable,
}

/// <summary>A CRM that an administrator has connected (AD-2).</summary>
public sealed record CrmConnection
{
    public required string Id { get; init; }
    public required CrmKind Kind { get; init; }

    /// <summary>Whether agents see it; both can be (CR-9).</summary>
    public bool IsActive { get; init; } = true;
    public CrmState State { get; init; }

    /// <summary>Whether conversations are logged when they are resolved (CR-8).</summary>
    public bool LogsConversations { get; init; }

    /// <summary>The form as the CRM described it last.</summary>
    public required IReadOnlyList<CrmField> Fields { get; init; }
    public Instant FieldsAt { get; init; }

    /// <summary>It fails: until then nobody who looks at a profile asks it.</summary>
    public Instant? AskAgainAt { get; init; }
    public Instant ConnectedAt { get; init; }

    private static readonly Duration LeastRest = Duration.FromSeconds(30);
    private static readonly Duration LongestRest = Duration.FromHours(1);

    public bool Rests(Instant now) => AskAgainAt > now;

    /// <summary>For how long nobody asks after this, for what can be shown without.</summary>
    public static Duration RestAfter(CrmFailure failure) =>
        failure is CrmUnreachable { RetryAfter: { } asked } ? Duration.Max(LeastRest, Duration.Min(asked, LongestRest)) : LeastRest;
}

/// <summary>CRMs in words.</summary>
public static class CrmWords
{
    public static string Word(CrmKind kind) => kind.ToString().ToLowerInvariant();

    public static string Word(CrmState state) => state.ToString().ToLowerInvariant();

    public static string Name(CrmKind kind) =>
        kind switch
        {
            CrmKind.HubSpot => "HubSpot",
            CrmKind.Salesforce => "Salesforce",
            _ => "Practice CRM",
        };

    public static CrmKind? KindOf(string? word)
    {
        foreach (var kind in Enum.GetValues<CrmKind>())
        {
            if (Word(kind) == word)
            {
                return kind;
            }
        }
        return null;
    }

    public static CrmState StateOf(CrmFailure failure) =>
        failure switch
        {
            CrmRefuses => CrmState.Refused,
            CrmUnreachable => CrmState.Unreachable,
            CrmInvalid => CrmState.Connected,
            _ => CrmState.Unreadable,
        };

    public static Refusal Of(CrmFailure failure) =>
        failure switch
        {
            CrmRefuses => CrmRefusals.Refuses,
            CrmUnreachable => CrmRefusals.Unreachable,
            _ => CrmRefusals.Unreadable,
        };
}
