using XBees.Application.Conversations;
using XBees.Domain.Agents;
using XBees.Domain.Guests;
using XBees.Domain.Services;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Agents, services and guests as conversations need them.</summary>
public sealed class PeopleStore : IPeopleStore
{
    public async Task<IReadOnlyList<AgentCard>> AgentsAsync(IUnit unit, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var rows = await Unit.Of(unit)
            .ListAsync<AgentRow>(
                $"""
                select id, name, guest_name, licence
                from agent
                where {Dialect.In("id", "@ids")} and deactivated_at is null
                """,
                new { ids = ids.ToArray() }
            );
        return [.. rows.Select(row => row.ToCard())];
    }

    public Task<ServiceTeam?> TeamAsync(IUnit unit, string serviceId) => Teams.LoadAsync(Unit.Of(unit), serviceId);

    public async Task<ServiceTeam?> TeamOrSuccessorAsync(IUnit unit, string? serviceId)
    {
        // A successor can have been deleted in its turn; each names one that was there then, so that this ends.
        while (serviceId is not null)
        {
            if (await TeamAsync(unit, serviceId) is { } team)
            {
                return team;
            }
            serviceId = await Unit.Of(unit)
                .FirstAsync<string>($"select successor_id from service where id = @serviceId", new { serviceId });
        }
        return null;
    }

    public async Task<IReadOnlyList<GuestCard>> GuestsAsync(IUnit unit, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var rows = await Unit.Of(unit)
            .ListAsync<GuestRow>(
                $"select id, name, email, number, erased_at from guest where {Dialect.In("id", "@ids")}",
                new { ids = ids.ToArray() }
            );
        return [.. rows.Select(row => row.ToCard())];
    }

    public Task<string?> TimeZoneAsync(IUnit unit, Caller caller)
    {
        Sql people = $"agent";
        if (caller.IsGuest)
        {
            people = $"guest";
        }
        return Unit.Of(unit).FirstAsync<string>($"select time_zone from {people} where id = @id", new { id = caller.PersonId });
    }

    public async Task<AgentCard?> AgentByEmailAsync(IUnit unit, string folded) =>
        (
            await Unit.Of(unit)
                .FirstAsync<AgentRow>(
                    $"select id, name, guest_name, licence from agent where email_folded = @folded and deactivated_at is null",
                    new { folded }
                )
        )?.ToCard();

    public Task<string?> ProvenGuestAsync(IUnit unit, string emailFolded) =>
        Unit.Of(unit)
            .FirstAsync<string>(
                $"""
                select id from guest
                where email_folded = @emailFolded and email_proven_at is not null and erased_at is null
                order by created_at desc, id desc
                {Dialect.Limit}
                """,
                new { emailFolded, limit = 1 }
            );

    public Task ProveAsync(IUnit unit, string guestId, string emailFolded) =>
        Unit.Of(unit)
            .ExecuteAsync(
                $"update guest set email_proven_at = @now where id = @guestId and email_folded = @emailFolded and email_proven_at is null",
                new
                {
                    guestId,
                    emailFolded,
                    now = Unit.Of(unit).NowMs,
                }
            );

    public async Task<GuestCard> NewGuestAsync(IUnit unit, NewGuest guest)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"update counter set value = value + 1 where name = @name", new { name = "guest" });
        var number = await session.FirstAsync<long>($"select value from counter where name = @name", new { name = "guest" });
        var card = new GuestCard(unit.NewId(Ids.Guest), guest.Name, guest.Email, number);
        await session.ExecuteAsync(
            $"""
            insert into guest (id, number, name, email, email_folded, phone, language, time_zone, created_at)
            values (@id, @number, @name, @email, @emailFolded, @phone, @language, @timeZone, @now)
            """,
            new
            {
                id = card.Id,
                number,
                name = guest.Name,
                email = guest.Email,
                emailFolded = EmailAddress.Fold(guest.Email),
                phone = guest.Phone,
                language = guest.Language,
                timeZone = guest.TimeZone,
                now = session.NowMs,
            }
        );
        return card;
    }

    private sealed class GuestRow
    {
        public string Id { get; init; } = "";
        public string? Name { get; init; }
        public string? Email { get; init; }
        public long Number { get; init; }
        public long? ErasedAt { get; init; }

        public GuestCard ToCard() => new(Id, Name, Email, Number, ErasedAt is not null);
    }
}
