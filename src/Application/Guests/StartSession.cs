using XBees.Application.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Widgets;

namespace XBees.Application.Guests;

/// <summary>What a guest's browser says when a session begins.</summary>
public sealed record SessionStart
{
    /// <summary>A widget's key; else <see cref="Link"/>.</summary>
    public string? Widget { get; init; }

    /// <summary>A personal link's slug.</summary>
    public string? Link { get; init; }
    public required GuestEntry Guest { get; init; }

    /// <summary>The page the guest is on (GU-11); the script's Referer would not tell it under no-referrer.</summary>
    public string? Page { get; init; }
    public string? Referrer { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }

    /// <summary>The address the request came from; kept 30 days (PV-5).</summary>
    public string? Address { get; init; }

    /// <summary>The <c>Origin</c> of a request from another site; null from our own pages and from programs.</summary>
    public string? ForeignOrigin { get; init; }
}

/// <summary>A session with its token, which is given out this once.</summary>
public sealed record StartedSession(string? Token, string GuestId);

/// <summary>Where a session may begin: a widget or a personal link, as it is now.</summary>
/// <param name="WidgetId">The widget, or null.</param>
/// <param name="LinkAgentId">The agent of the personal link, or null.</param>
/// <param name="Settings">The widget's, or the defaults of a link.</param>
public sealed record Door(string? WidgetId, string? LinkAgentId, WidgetSettings Settings)
{
    public GuestForm Form => WidgetId is null ? GuestForm.OfLink : GuestForm.Of(Settings);
}

/// <summary>Widgets by key and links by slug.</summary>
public interface IDoors
{
    Task<Door?> ByWidgetAsync(IUnit unit, string key);

    /// <summary>Refuses a closed link with 410 (IN-11); null for one that never was.</summary>
    Task<Door?> ByLinkAsync(IUnit unit, string slug);
}

/// <summary>Guests and their sessions as they are stored.</summary>
public interface IGuestStore
{
    Task AddSessionAsync(IUnit unit, string guestId, string tokenHash, Door door, SessionStart start, string? consentVersion);

    /// <summary>Changes what a guest says of themselves; a changed address is only claimed again (GU-3). Tells who shows the name.</summary>
    Task UpdateAsync(IUnit unit, string guestId, GuestChange change);

    /// <summary>Ends a session on every tab (GU-9); false where it had ended.</summary>
    Task<bool> EndSessionAsync(IUnit unit, string guestId, string sessionId);
}

/// <summary>What a guest says of themselves; null leaves what is there.</summary>
public sealed record GuestChange(string? Name, string? Email, string? Phone, string? Language, string? TimeZone);

/// <summary>Begins a guest's session (GU-1, GU-2), or lets the guest of a live one say who they are.</summary>
public sealed class StartSession(IUnitOfWork work, IDoors doors, IPeopleStore people, IGuestStore guests)
{
    /// <param name="caller">The guest of a live session, or null.</param>
    /// <param name="start">What the browser says.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Null where there is no such widget or link.</returns>
    public Task<StartedSession?> RunAsync(GuestCaller? caller, SessionStart start, CancellationToken cancel)
    {
        var token = SecretToken.New(SecretToken.Guest);
        return work.RunAsync(unit => StartAsync(unit, caller, start, token), cancel);
    }

    private async Task<StartedSession?> StartAsync(IUnit unit, GuestCaller? caller, SessionStart start, string token)
    {
        var door = start.Widget is not null
            ? await doors.ByWidgetAsync(unit, start.Widget)
            : await doors.ByLinkAsync(unit, start.Link ?? "");
        if (door is null)
        {
            return null;
        }
        if (start.ForeignOrigin is { } origin && !(door.WidgetId is not null && door.Settings.Allows(origin)))
        {
            throw new Refused(GuestRefusals.OriginNotAllowed);
        }
        var details = door.Form.Read(start.Guest);
        if (caller is not null && caller.WidgetId == door.WidgetId && caller.LinkAgentId == door.LinkAgentId)
        {
            await guests.UpdateAsync(
                unit,
                caller.PersonId,
                new(details.Name, details.Email?.Typed, details.Phone, start.Language, start.TimeZone)
            );
            return new(null, caller.PersonId);
        }
        var guest = await people.NewGuestAsync(
            unit,
            new(details.Name, details.Email?.Typed, details.Phone, start.Language, start.TimeZone)
        );
        await guests.AddSessionAsync(unit, guest.Id, SecretToken.Hash(token), door, start, details.ConsentVersion);
        return new(token, guest.Id);
    }
}

/// <summary>What a guest can be refused before a conversation.</summary>
public static class GuestRefusals
{
    public static readonly Refusal OriginNotAllowed = new(
        "origin-not-allowed",
        403,
        "This website may not use this chat",
        "The owner of the chat has to add this website's address to the widget."
    );

    public static readonly Refusal WidgetUnknown = new(
        "widget-unknown",
        404,
        "There is no such chat",
        "Check the key in the page's snippet."
    );

    public static readonly Refusal LinkUnknown = new(
        "link-unknown",
        404,
        "There is no such chat",
        "Check the address; it may have been copied in part."
    );
}
