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

    /// <summary>What the website says of its signed-in user (GU-3), or null.</summary>
    public Vouch? Vouch { get; init; }

    /// <summary>The page the guest is on (GU-11); the script's Referer would not tell it under no-referrer.</summary>
    public string? Page { get; init; }
    public string? Referrer { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }

    /// <summary>The mark of the network that the request came from; kept 30 days (PV-5).</summary>
    public string? Network { get; init; }

    /// <summary>The <c>Origin</c> of a request from another site; null from our own pages and from programs.</summary>
    public string? ForeignOrigin { get; init; }
}

/// <summary>A session with its token, which is given out this once.</summary>
/// <param name="Token">Null where a live session goes on.</param>
/// <param name="GuestId">Whose it is.</param>
/// <param name="Identified">Whether the website's signature was right; null where none was sent.</param>
public sealed record StartedSession(string? Token, string GuestId, bool? Identified = null);

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

    /// <summary>What is proven of a guest, and what they claim.</summary>
    Task<GuestIdentity> IdentityAsync(IUnit unit, string guestId);

    /// <summary>The guest whom the widget's website knows by this id, or null.</summary>
    Task<string?> FindByExternalIdAsync(IUnit unit, string widgetId, string externalId);

    /// <summary>
    /// The guest of this way in who has proven this address, or null (GU-10). Of another way in nothing is found: a website sees the
    /// conversations of its own guests alone (IN-6).
    /// </summary>
    Task<string?> FindByProvenAsync(IUnit unit, Door door, string folded);

    /// <summary>The website's id of the guest.</summary>
    Task SaveExternalIdAsync(IUnit unit, string guestId, string widgetId, string externalId);

    /// <summary>The address that they have now is proven.</summary>
    Task SaveProvenAsync(IUnit unit, string guestId);

    /// <summary>Ends a session on every tab (GU-9); false where it had ended.</summary>
    Task<bool> EndSessionAsync(IUnit unit, string guestId, string sessionId);
}

/// <summary>What is proven of a guest, and what they claim.</summary>
/// <param name="ExternalId">The id that a website vouched for.</param>
/// <param name="EmailFolded">The address in its normal form (GU-13).</param>
/// <param name="EmailProven">Whether it is proven.</param>
public sealed record GuestIdentity(string? ExternalId, string? EmailFolded, bool EmailProven);

/// <summary>What a guest says of themselves; null leaves what is there.</summary>
public sealed record GuestChange(string? Name, string? Email, string? Phone, string? Language, string? TimeZone);

/// <summary>Begins a guest's session (GU-1, GU-2), or lets the guest of a live one say who they are.</summary>
public sealed class StartSession(
    IUnitOfWork work,
    IDoors doors,
    IPeopleStore people,
    IGuestStore guests,
    Widgets.IIdentitySecretStore secrets,
    Gate gate
)
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
        await gate.RefuseAsync(unit, caller?.PersonId, details.Email?.Folded, start.Network);
        var vouched = await VouchedAsync(unit, door, start);
        var change = new GuestChange(details.Name, details.Email?.Typed, details.Phone, start.Language, start.TimeZone);
        if (caller is not null && caller.WidgetId == door.WidgetId && caller.LinkAgentId == door.LinkAgentId)
        {
            if (vouched is null || await IsSameAsync(unit, caller, door, start.Vouch!, vouched.Value, details.Email))
            {
                await SaveAsync(unit, caller.PersonId, door, start, change, vouched == true);
                return new(null, caller.PersonId, vouched);
            }
        }
        var known = vouched == true ? await FindAsync(unit, door, start.Vouch!, details.Email) : null;
        if (known is not null)
        {
            await gate.RefuseAsync(unit, known, null, null);
        }
        var guest =
            known ?? (await people.NewGuestAsync(unit, new(change.Name, change.Email, change.Phone, change.Language, change.TimeZone))).Id;
        if (vouched == true)
        {
            await SaveAsync(unit, guest, door, start, change, vouched: true);
        }
        await guests.AddSessionAsync(unit, guest, SecretToken.Hash(token), door, start, details.ConsentVersion);
        return new(token, guest, vouched);
    }

    /// <summary>Null: the website says nothing. A personal link has no website, and no secret.</summary>
    private async Task<bool?> VouchedAsync(IUnit unit, Door door, SessionStart start) =>
        start.Vouch is null ? null : start.Vouch.IsProvenBy(door.WidgetId is null ? [] : await secrets.SecretsAsync(unit, door.WidgetId));

    /// <summary>
    /// GU-14: a session whose guest is proven to be another stays as it is. An unproven one becomes proven where nobody is known by what is
    /// vouched for and the address that was claimed is no other; a claim alone never joins two (GU-10).
    /// </summary>
    private async Task<bool> IsSameAsync(IUnit unit, GuestCaller caller, Door door, Vouch vouch, bool proven, EmailAddress? email)
    {
        var here = await guests.IdentityAsync(unit, caller.PersonId);
        if (here.ExternalId is not null)
        {
            return proven && here.ExternalId == vouch.ExternalId;
        }
        return !proven
            || (
                (here.EmailFolded is null || here.EmailFolded == email?.Folded)
                && await FindAsync(unit, door, vouch, email) is var known
                && (known is null || known == caller.PersonId)
            );
    }

    private async Task<string?> FindAsync(IUnit unit, Door door, Vouch vouch, EmailAddress? email)
    {
        if (await guests.FindByExternalIdAsync(unit, door.WidgetId!, vouch.ExternalId!) is { } known)
        {
            return known;
        }
        var found = email is null ? null : await guests.FindByProvenAsync(unit, door, email.Folded);
        // Somebody with another id of the same website is another user of it, whatever their address.
        return found is not null && (await guests.IdentityAsync(unit, found)).ExternalId is null ? found : null;
    }

    private async Task SaveAsync(IUnit unit, string guestId, Door door, SessionStart start, GuestChange change, bool vouched)
    {
        await guests.UpdateAsync(unit, guestId, change);
        if (vouched)
        {
            await guests.SaveExternalIdAsync(unit, guestId, door.WidgetId!, start.Vouch!.ExternalId!);
            // Only the address that was signed, and not one that was claimed before.
            if (change.Email is not null)
            {
                await guests.SaveProvenAsync(unit, guestId);
            }
        }
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
