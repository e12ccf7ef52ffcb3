using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Crm;

/// <summary>Connected CRMs; what opens them is sealed under the master key.</summary>
public sealed class CrmStore(Db db, Units units, MasterKey master) : ICrmStore
{
    private const string Purpose = "crm";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<IReadOnlyList<CrmConnection>> AllAsync(CancellationToken cancel) =>
        [
            .. (
                await db.ListAsync<Row>(
                    $"select id, kind, active, state, fields, fields_at, ask_again_at, connected_at, conversations_since from crm_connection order by id",
                    cancel: cancel
                )
            ).Select(row => row.ToConnection()),
        ];

    public async Task<CrmAccess?> AccessAsync(CrmKind kind, CancellationToken cancel)
    {
        var row = await db.FirstAsync<SecretRow>(
            $"select id, secret from crm_connection where kind = @kind",
            new { kind = CrmWords.Word(kind) },
            cancel
        );
        return row is null ? null : new(row.Id, master.Open(Purpose, row.Secret));
    }

    /// <summary>As it is stored now; null: it was disconnected.</summary>
    internal async Task<string?> SecretAsync(string connectionId) =>
        await SealedAsync(connectionId) is { } present ? master.Open(Purpose, present) : null;

    /// <summary>False: it is not what is stored any more.</summary>
    internal async Task<bool> ReplaceSecretAsync(string connectionId, string before, string after) =>
        await SealedAsync(connectionId) is { } present
        && master.Open(Purpose, present) == before
        && await units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update crm_connection set secret = @secret where id = @connectionId and secret = @present",
                        new
                        {
                            connectionId,
                            secret = master.Seal(Purpose, after),
                            present,
                        }
                    ),
            CancellationToken.None
        ) == 1;

    public async Task<bool> InsertAsync(IUnit unit, CrmConnection connection, string secret)
    {
        var session = Unit.Of(unit);
        if (await FindAsync(session, connection.Kind) is not null)
        {
            return false;
        }
        await session.ExecuteAsync(
            $"""
            insert into crm_connection (id, kind, secret, active, state, fields, fields_at, connected_at)
            values (@id, @kind, @secret, @active, @state, @fields, @now, @now)
            """,
            new
            {
                id = connection.Id,
                kind = CrmWords.Word(connection.Kind),
                secret = master.Seal(Purpose, secret),
                active = connection.IsActive,
                state = CrmWords.Word(connection.State),
                fields = Write(connection.Fields),
                now = session.NowMs,
            }
        );
        return true;
    }

    public async Task<CrmAccess?> ReplaceAsync(IUnit unit, CrmAccess access, IReadOnlyList<CrmField> fields)
    {
        var session = Unit.Of(unit);
        var before = await session.FirstAsync<ReplacedRow>(
            $"select kind, state, secret from crm_connection where id = @id",
            new { id = access.ConnectionId }
        );
        if (before is null)
        {
            return null;
        }
        await session.ExecuteAsync(
            $"""
            update crm_connection
            set secret = @secret, state = @connected, ask_again_at = null, fields = @fields, fields_at = @now
            where id = @id
            """,
            new
            {
                id = access.ConnectionId,
                secret = master.Seal(Purpose, access.Secret),
                connected = CrmWords.Word(CrmState.Connected),
                fields = Write(fields),
                now = session.NowMs,
            }
        );
        if (before.State == CrmWords.Word(CrmState.Refused))
        {
            await session.ExecuteAsync(
                $"update delivery set next_try_at = @now where kind = @kind and state = @waiting and next_try_at > @now",
                new
                {
                    kind = $"crm-{before.Kind}",
                    waiting = "waiting",
                    now = session.NowMs,
                }
            );
        }
        return access with { Secret = master.Open(Purpose, before.Secret) };
    }

    public async Task<bool> ChangeAsync(IUnit unit, CrmKind kind, CrmChange change)
    {
        var session = Unit.Of(unit);
        if (await FindAsync(session, kind) is not { } id)
        {
            return false;
        }
        if (change.Active is { } active)
        {
            await session.ExecuteAsync($"update crm_connection set active = @active where id = @id", new { id, active });
        }
        if (change.LogsConversations is true)
        {
            await session.ExecuteAsync(
                $"update crm_connection set conversations_since = coalesce(conversations_since, @now) where id = @id",
                new { id, now = session.NowMs }
            );
        }
        else if (change.LogsConversations is false)
        {
            await session.ExecuteAsync($"update crm_connection set conversations_since = null where id = @id", new { id });
        }
        return true;
    }

    public async Task<string?> DropAsync(IUnit unit, CrmKind kind)
    {
        var session = Unit.Of(unit);
        if (await FindAsync(session, kind) is not { } id)
        {
            return null;
        }
        await session.ExecuteAsync(
            $"delete from crm_activity where link_id in (select l.id from crm_link l where l.connection_id = @id)",
            new { id }
        );
        await session.ExecuteAsync($"delete from crm_link where connection_id = @id", new { id });
        await session.ExecuteAsync($"delete from crm_connection where id = @id", new { id });
        return id;
    }

    public Task NoteAsync(string connectionId, CrmState state, Instant? askAgainAt) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update crm_connection set state = @state, ask_again_at = @askAgainAt where id = @connectionId",
                        new
                        {
                            connectionId,
                            state = CrmWords.Word(state),
                            askAgainAt = askAgainAt?.ToUnixTimeMilliseconds(),
                        }
                    ),
            CancellationToken.None
        );

    public Task KeepFieldsAsync(string connectionId, IReadOnlyList<CrmField> fields) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update crm_connection set fields = @fields, fields_at = @now where id = @connectionId",
                        new
                        {
                            connectionId,
                            fields = Write(fields),
                            now = Unit.Of(unit).NowMs,
                        }
                    ),
            CancellationToken.None
        );

    private Task<string?> SealedAsync(string connectionId) =>
        db.FirstAsync<string>($"select secret from crm_connection where id = @connectionId", new { connectionId });

    private static Task<string?> FindAsync(Unit session, CrmKind kind) =>
        session.FirstAsync<string>($"select id from crm_connection where kind = @kind", new { kind = CrmWords.Word(kind) });

    private static string Write(IReadOnlyList<CrmField> fields) => JsonSerializer.Serialize(fields, Options);

    private sealed class SecretRow
    {
        public string Id { get; init; } = "";
        public string Secret { get; init; } = "";
    }

    private sealed class ReplacedRow
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public string Secret { get; init; } = "";
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public bool Active { get; init; }
        public string State { get; init; } = "";
        public string Fields { get; init; } = "";
        public long FieldsAt { get; init; }
        public long? AskAgainAt { get; init; }
        public long ConnectedAt { get; init; }
        public long? ConversationsSince { get; init; }

        public CrmConnection ToConnection() =>
            new()
            {
                Id = Id,
                Kind = CrmWords.KindOf(Kind)!.Value,
                IsActive = Active,
                LogsConversations = ConversationsSince is not null,
                State = Enum.Parse<CrmState>(State, ignoreCase: true),
                Fields = JsonSerializer.Deserialize<IReadOnlyList<CrmField>>(Fields, Options)!,
                FieldsAt = Instant.FromUnixTimeMilliseconds(FieldsAt),
                AskAgainAt = Times.Instant(AskAgainAt),
                ConnectedAt = Instant.FromUnixTimeMilliseconds(ConnectedAt),
            };
    }
}
