using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Domain.Calendars;

namespace XBees.Application.Calendars;

/// <summary>Connects an account that a provider has a secret for (CA-1).</summary>
public sealed class ConnectCalendar(
    IUnitOfWork work,
    IEnumerable<ICalendarProvider> providers,
    ICalendarStore connections,
    IMeetingStore meetings,
    ICalendarOwners owners,
    IAuditTrail audit
)
{
    /// <param name="caller">Whose it becomes.</param>
    /// <param name="kind">Of which provider.</param>
    /// <param name="label">As they tell it from others.</param>
    /// <param name="secret">The provider's own.</param>
    /// <param name="cancel">Ends it before it is stored.</param>
    /// <returns>Its id. What its first calendar holds blocks; the agent chooses the others, and the one that is written to.</returns>
    public async Task<Created> RunAsync(AgentCaller caller, CalendarKind kind, string label, string secret, CancellationToken cancel)
    {
        ChangeAvailability.RequireScheduler(caller);
        var name = CalendarText.ReadLabel(label);
        var access = await owners.AccessAsync(caller.PersonId, secret, cancel);
        var found = await ListAsync(providers.Single(provider => provider.Kind == kind), access, cancel);
        return await work.CreateAsync(
            async unit =>
            {
                await meetings.LockCalendarAsync(unit, caller.PersonId);
                if ((await connections.OfAgentAsync(unit, caller.PersonId)).Count >= Limits.CalendarConnections)
                {
                    throw new Refused(CalendarRefusals.TooMany);
                }
                var connection = new CalendarConnection
                {
                    Id = unit.NewId(Ids.Calendar),
                    AgentId = caller.PersonId,
                    Kind = kind,
                    Label = name,
                    Calendars = [.. found.Select((one, at) => new ConnectedCalendar(one.Id, one.Name, one.IsWritable, at == 0, false))],
                };
                await connections.InsertAsync(unit, connection, secret);
                audit.Note(unit, caller.PersonId, "calendar.connected", connection.Id, Kind(connection));
                return new(connection.Id);
            },
            cancel
        );
    }

    internal static IReadOnlyDictionary<string, string> Kind(CalendarConnection connection) =>
        new Dictionary<string, string> { ["kind"] = CalendarText.Word(connection.Kind) };

    private static async Task<IReadOnlyList<RemoteCalendar>> ListAsync(
        ICalendarProvider provider,
        CalendarAccess access,
        CancellationToken cancel
    )
    {
        try
        {
            var found = await provider.ListAsync(access, cancel);
            return found.Count > 0 ? [.. found.Take(Limits.CalendarsOfConnection)] : throw new Refused(CalendarRefusals.Unreadable);
        }
        catch (CalendarFailure failure)
        {
            throw new Refused(CalendarText.Of(failure));
        }
    }
}

/// <summary>Agents as the owners of calendars.</summary>
public interface ICalendarOwners
{
    /// <summary>How an account would be reached that is being connected.</summary>
    Task<CalendarAccess> AccessAsync(string agentId, string secret, CancellationToken cancel);
}
