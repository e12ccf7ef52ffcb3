namespace XBees.Infrastructure.Events;

/// <summary>What events need to know of a conversation: its version, and who may see it beside its members.</summary>
internal sealed class ConversationRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string? ManagerId { get; init; }
    public string? WidgetSettings { get; init; }

    /// <summary>MS-4: can be switched off per widget.</summary>
    public bool ShowsSeen => WidgetSettings is null || Widgets.WidgetSettingsJson.Read(WidgetSettings).Seen;
}

internal sealed class MemberRow
{
    public string ConversationId { get; init; } = "";
    public string PersonId { get; init; } = "";
}

/// <summary>A member's place in the timeline, and what agents have seen of it together.</summary>
internal sealed class PlaceRow
{
    public string Id { get; init; } = "";
    public string ConversationId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string PersonId { get; init; } = "";
    public long SeenSeq { get; init; }
    public long ReadSeq { get; init; }
    public long ReadGuestSeq { get; init; }
    public long ReadCount { get; init; }
    public long OwnAfter { get; init; }
    public bool MarkedUnread { get; init; }
    public long MessageCount { get; init; }
    public long GuestMessageCount { get; init; }
    public long SeenByAgents { get; init; }

    public bool IsGuest => Kind == "guest";

    public OwnReadEvent Own() =>
        new(
            ConversationId,
            Id,
            Kind,
            IsGuest ? null : PersonId,
            IsGuest ? PersonId : null,
            IsGuest ? ReadGuestSeq : ReadSeq,
            Math.Max(MarkedUnread ? 1 : 0, (IsGuest ? GuestMessageCount : MessageCount) - ReadCount - OwnAfter)
        );
}
