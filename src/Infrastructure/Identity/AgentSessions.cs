using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Identity;

/// <summary>
/// Signed-in sessions as rows (AU-4): the cookie holds a row's id, and each request reads the row with its agent, so that what was
/// ended or deactivated is refused at once and not when a cookie runs out.
/// </summary>
public sealed class AgentSessions(Db db, Units units, UseNotes notes, TimeProvider time) : ITicketStore
{
    private const int LongestBrowser = 200;
    private static readonly long UseIsNoted = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;
    private static readonly TicketSerializer Serializer = new();

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, null);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        StoreAsync(ticket, httpContext);

    /// <summary>A longer life is a note of use like the other: the request that earns it does not wait for it.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var renewed = new
        {
            id = key,
            ticket = Serializer.Serialize(ticket),
            expires = Expiry(ticket),
        };
        notes.Add(
            "renewed " + key,
            unit =>
                unit.ExecuteAsync(
                    $"update agent_session set ticket = @ticket, expires_at = @expires where id = @id and ended_at is null",
                    renewed
                )
        );
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, null, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext? httpContext, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var row = await db.FirstAsync<Row>(
            $"""
            select s.id, s.ticket, s.last_used_at, a.id as agent_id, a.name, a.guest_name, a.licence, a.administrator_since, a.language
            from agent_session s join agent a on a.id = s.agent_id
            where s.id = @id and s.ended_at is null and s.expires_at > @now and a.deactivated_at is null
            """,
            new { id = key, now },
            cancellationToken
        );
        if (row is null)
        {
            return null;
        }
        if (now - row.LastUsedAt > UseIsNoted)
        {
            NoteUse(row.Id, now);
        }
        if (httpContext is not null)
        {
            httpContext.Items[typeof(Caller)] = new AgentCaller(
                new Person(PersonKind.Agent, row.AgentId, row.Name, row.GuestName),
                Enum.Parse<Licence>(row.Licence),
                row.AdministratorSince is not null,
                row.Id
            )
            {
                Language = row.Language,
            };
        }
        return Serializer.Deserialize(row.Ticket);
    }

    public Task RemoveAsync(string key) => units.RunAsync(unit => EndAsync(Unit.Of(unit), key), CancellationToken.None);

    private async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext? context)
    {
        var agentId = ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var browser = context?.Request.Headers.UserAgent.ToString() ?? "";
        return await units.RunAsync(
            async unit =>
            {
                var id = unit.NewId(Ids.Session);
                await Unit.Of(unit)
                    .ExecuteAsync(
                        $"""
                        insert into agent_session (id, agent_id, ticket, created_at, last_used_at, expires_at, browser, address)
                        values (@id, @agentId, @ticket, @now, @now, @expires, @browser, @address)
                        """,
                        new
                        {
                            id,
                            agentId,
                            ticket = Serializer.Serialize(ticket),
                            now = Unit.Of(unit).NowMs,
                            expires = Expiry(ticket),
                            browser = browser[..Math.Min(browser.Length, LongestBrowser)],
                            address = NetworkAddress.Of(context?.Connection.RemoteIpAddress),
                        }
                    );
                return id;
            },
            CancellationToken.None
        );
    }

    private static async Task<int> EndAsync(Unit unit, string id)
    {
        var agentId = await unit.FirstAsync<string>($"select agent_id from agent_session where id = @id and ended_at is null", new { id });
        if (agentId is null)
        {
            return 0;
        }
        await unit.ExecuteAsync($"update agent_session set ended_at = @now where id = @id", new { id, now = unit.NowMs });
        unit.Log(new("session.ended", null, id, [agentId]));
        return 1;
    }

    private void NoteUse(string id, long now) =>
        notes.Add(
            id,
            unit =>
                unit.ExecuteAsync($"update agent_session set last_used_at = @now where id = @id and last_used_at < @now", new { id, now })
        );

    private long Expiry(AuthenticationTicket ticket) =>
        (ticket.Properties.ExpiresUtc ?? time.GetUtcNow().AddHours(12)).ToUnixTimeMilliseconds();

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public byte[] Ticket { get; init; } = [];

        public long LastUsedAt { get; init; }

        public string AgentId { get; init; } = "";

        public string Name { get; init; } = "";

        public string? GuestName { get; init; }

        public string Licence { get; init; } = "";

        public long? AdministratorSince { get; init; }

        public string Language { get; init; } = "";
    }
}
