using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>For how long a member wants to hear nothing: up to a time, or for one of <see cref="Mute.Periods"/>.</summary>
public sealed record MuteWish(Instant? Until, string? For);

/// <summary>What is only one member's: how far they have read, what they have not sent yet, and where it stands in their list.</summary>
public sealed class KeepPlace(IUnitOfWork work, IConversationStore conversations, IPeopleStore people, IOrganisationStore organisations)
{
    /// <summary>MS-4. One device reads for all.</summary>
    public Task<bool> ReadAsync(Caller caller, string id, long seq, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveReadAsync(unit, id, caller, seq), cancel);

    /// <summary>MS-4: never withdraws <i>Seen</i>.</summary>
    public Task<bool> MarkUnreadAsync(Caller caller, string id, bool unread, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveMarkedUnreadAsync(unit, id, caller, unread), cancel);

    /// <summary>MS-12.</summary>
    public Task<bool> SaveDraftAsync(Caller caller, string id, string? text, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveDraftAsync(unit, id, caller, text), cancel);

    /// <summary>LI-1: pinned ones stand first.</summary>
    public Task<bool> PinAsync(Caller caller, string id, bool pinned, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SavePinnedAsync(unit, id, caller, pinned), cancel);

    /// <summary>ST-7: away until the next message.</summary>
    public Task<bool> ArchiveAsync(Caller caller, string id, bool archived, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveArchivedAsync(unit, id, caller, archived), cancel);

    /// <summary>AC-3, AC-15. It ends by itself.</summary>
    public async Task<bool> MuteAsync(Caller caller, string id, MuteWish wish, CancellationToken cancel)
    {
        if (wish.Until is null == wish.For is null)
        {
            throw new Invalid("for", "Give either until or for.");
        }
        var organisation = await organisations.ReadAsync(cancel);
        return await work.RunAsync(
            async unit =>
            {
                var zone = await people.TimeZoneAsync(unit, caller) ?? organisation?.TimeZone ?? "UTC";
                var until = wish.Until ?? Mute.End(wish.For!, unit.Now, DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc);
                if (until <= unit.Now || until > Mute.Forever)
                {
                    throw new Invalid("until", "Give a time to come.");
                }
                return await conversations.SaveMutedAsync(unit, id, caller, until);
            },
            cancel
        );
    }

    /// <summary>AC-3: hears of it again.</summary>
    public Task<bool> UnmuteAsync(Caller caller, string id, CancellationToken cancel) =>
        work.RunAsync(unit => conversations.SaveMutedAsync(unit, id, caller, null), cancel);
}
