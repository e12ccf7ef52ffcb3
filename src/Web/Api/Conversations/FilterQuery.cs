using NodaTime;
using XBees.Application.Conversations;

namespace XBees.Web.Api.Conversations;

/// <summary>What a list of conversations is narrowed to; absent is not narrowed (LI-4).</summary>
public sealed class FilterQuery
{
    /// <summary>Only of this service, by its id; <c>none</c>: of none.</summary>
    public string? Service { get; init; }

    /// <summary>Only in this agent's charge, by the id; <c>none</c>: in nobody's.</summary>
    public string? Assignee { get; init; }

    /// <summary>open, snoozed, resolved or any, in place of what the view shows by itself.</summary>
    public string? Status { get; init; }

    /// <summary>The way in: link, widget, scheduler or agent.</summary>
    public string? Origin { get; init; }

    /// <summary>With the last activity at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>With the last activity before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Also what the caller may see without being a member: those of services they manage, and administrators the heads of all (LI-2, LI-3).</summary>
    public bool? Visible { get; init; }

    internal ConversationFilter Read() =>
        new()
        {
            ServiceId = Service,
            AssigneeId = Assignee,
            Status = QueryWords.Read(Status, "status", ["open", "snoozed", "resolved", "any"]),
            Origin = QueryWords.Read(Origin, "origin", ["link", "widget", "scheduler", "agent"]),
            From = From is { } from ? Instant.FromDateTimeOffset(from) : null,
            To = To is { } to ? Instant.FromDateTimeOffset(to) : null,
            Visible = Visible ?? false,
        };
}

/// <summary>Words of a query that are one of a few.</summary>
internal static class QueryWords
{
    public static string? Read(string? typed, string name, string[] known) =>
        typed is null || known.Contains(typed, StringComparer.Ordinal)
            ? typed
            : throw new Refused(
                new("unreadable", 400, "This request cannot be read", $"Give {name} one of {string.Join(", ", known)}.", name)
            );
}
