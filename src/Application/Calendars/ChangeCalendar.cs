using XBees.Application.Meetings;
using XBees.Domain.Calendars;

namespace XBees.Application.Calendars;

/// <summary>What an agent sets of a calendar; null: as before.</summary>
public sealed record CalendarUse(string Id, bool? Blocks, bool? Written);

/// <summary>What an agent changes of a connected account; null: as before.</summary>
public sealed record CalendarChange(string? Label, bool? UnansweredBlocks, IReadOnlyList<CalendarUse> Calendars);

/// <summary>Says what a connected account is used for, and disconnects it (CA-1, CA-6).</summary>
public sealed class ChangeCalendar(
    IUnitOfWork work,
    IEnumerable<ICalendarProvider> providers,
    ICalendarStore connections,
    IMeetingStore meetings,
    IAuditTrail audit
)
{
    /// <returns>False where the caller has no such connection.</returns>
    public Task<bool> RunAsync(AgentCaller caller, string id, CalendarChange typed, CancellationToken cancel)
    {
        var label = typed.Label is null ? null : CalendarText.ReadLabel(typed.Label);
        return work.RunAsync(
            async unit =>
            {
                await meetings.LockCalendarAsync(unit, caller.PersonId);
                var all = await connections.OfAgentAsync(unit, caller.PersonId);
                if (all.FirstOrDefault(one => one.Id == id) is not { } present)
                {
                    return false;
                }
                var after = present with
                {
                    Version = present.Version + 1,
                    Label = label ?? present.Label,
                    UnansweredBlocks = typed.UnansweredBlocks ?? present.UnansweredBlocks,
                    Calendars = Used(present.Calendars, typed.Calendars),
                };
                await connections.SaveAsync(unit, after);
                if (after.Written is not null)
                {
                    await ClearOthersAsync(unit, all.Where(one => one.Id != id));
                }
                return true;
            },
            cancel
        );
    }

    /// <summary>Nothing that was written is taken out of the calendar; what was read, and what opens it, goes.</summary>
    /// <returns>False where the caller has no such connection.</returns>
    public async Task<bool> DisconnectAsync(AgentCaller caller, string id, CancellationToken cancel)
    {
        var mine = await connections.OfAgentAsync(caller.PersonId, cancel);
        if (mine.FirstOrDefault(one => one.Id == id) is not { } connection)
        {
            return false;
        }
        var access = await connections.AccessAsync(id, cancel);
        await work.RunAsync(
            async unit =>
            {
                await meetings.LockCalendarAsync(unit, caller.PersonId);
                // Two at once: one of them has done it.
                if ((await connections.OfAgentAsync(unit, caller.PersonId)).Any(one => one.Id == id))
                {
                    await connections.DropAsync(unit, id);
                    audit.Note(unit, caller.PersonId, "calendar.disconnected", id, ConnectCalendar.Kind(connection));
                }
                return true;
            },
            cancel
        );
        if (access is not null)
        {
            await ForgetAsync(connection.Kind, access, cancel);
        }
        return true;
    }

    private async Task ForgetAsync(CalendarKind kind, CalendarAccess access, CancellationToken cancel)
    {
        try
        {
            await providers.Single(provider => provider.Kind == kind).ForgetAsync(access, cancel);
        }
        catch (CalendarFailure)
        {
            // It is gone here, whatever the other side does.
        }
    }

    private static List<ConnectedCalendar> Used(IReadOnlyList<ConnectedCalendar> present, IReadOnlyList<CalendarUse> typed)
    {
        var uses = typed.GroupBy(use => use.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last());
        if (!uses.Keys.All(id => present.Any(calendar => calendar.Id == id)))
        {
            throw new Invalid("calendars", "There is no such calendar in this account.");
        }
        var chosen = typed.LastOrDefault(use => use.Written == true)?.Id;
        var after = present
            .Select(calendar =>
            {
                var use = uses.GetValueOrDefault(calendar.Id);
                var written = chosen is null ? use?.Written ?? calendar.IsWritten : calendar.Id == chosen;
                return calendar with { Blocks = use?.Blocks ?? calendar.Blocks, IsWritten = written };
            })
            .ToList();
        return after.Exists(calendar => calendar is { IsWritten: true, IsWritable: false })
            ? throw new Refused(CalendarRefusals.ReadOnly)
            : after;
    }

    /// <summary>Meetings are written to one calendar of all that an agent has.</summary>
    private async Task ClearOthersAsync(IUnit unit, IEnumerable<CalendarConnection> others)
    {
        foreach (var other in others.Where(other => other.Written is not null))
        {
            var cleared = other.Calendars.Select(calendar => calendar with { IsWritten = false });
            await connections.SaveAsync(unit, other with { Version = other.Version + 1, Calendars = [.. cleared] });
        }
    }
}
