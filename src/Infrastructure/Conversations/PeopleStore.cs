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

    public async Task<ServiceTeam?> TeamAsync(IUnit unit, string serviceId)
    {
        var session = Unit.Of(unit);
        var service = await session.FirstAsync<ServiceRow>(
            $"""
            select s.id, s.name, a.id as manager_id, a.name as manager_name, a.guest_name as manager_guest_name, a.licence as manager_licence
            from service s
            left join agent a on a.id = s.manager_id and a.deactivated_at is null
            where s.id = @serviceId
            """,
            new { serviceId }
        );
        if (service is null)
        {
            return null;
        }
        var agents = await session.ListAsync<AgentRow>(
            $"""
            select a.id, a.name, a.guest_name, a.licence, m.paused_at
            from service_member m
            join agent a on a.id = m.agent_id and a.deactivated_at is null
            where m.service_id = @serviceId
            order by a.name, a.id
            """,
            new { serviceId }
        );
        return new(
            service.Id,
            service.Name,
            [.. agents.Select(agent => new TeamAgent(agent.ToCard(), agent.PausedAt is not null))],
            service.Manager()
        );
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

    public async Task<AgentCard?> AgentByEmailAsync(IUnit unit, string folded) =>
        (
            await Unit.Of(unit)
                .FirstAsync<AgentRow>(
                    $"select id, name, guest_name, licence from agent where email_folded = @folded and deactivated_at is null",
                    new { folded }
                )
        )?.ToCard();

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

    private sealed class AgentRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? GuestName { get; init; }
        public string Licence { get; init; } = "";
        public long? PausedAt { get; init; }

        public AgentCard ToCard() => new(Id, Name, GuestName, Enum.Parse<Licence>(Licence));
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

    private sealed class ServiceRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? ManagerId { get; init; }
        public string? ManagerName { get; init; }
        public string? ManagerGuestName { get; init; }
        public string? ManagerLicence { get; init; }

        public AgentCard? Manager() =>
            ManagerId is null ? null : new(ManagerId, ManagerName!, ManagerGuestName, Enum.Parse<Licence>(ManagerLicence!));
    }
}
