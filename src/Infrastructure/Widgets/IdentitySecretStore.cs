using XBees.Application.Widgets;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Widgets;

/// <summary>Identity secrets, sealed by the master key: checking a signature needs the secret itself (PV-6).</summary>
public sealed class IdentitySecretStore(Db db, MasterKey master) : IIdentitySecretStore
{
    private const string Purpose = "identity-secret";
    private const int HintLetters = 4;

    public async Task<IReadOnlyList<string>> SecretsAsync(IUnit unit, string widgetId) =>
        [
            .. (
                await Unit.Of(unit).ListAsync<string>($"select sealed from identity_secret where widget_id = @widgetId", new { widgetId })
            ).Select(secret => master.Open(Purpose, secret)),
        ];

    public async Task<IReadOnlyList<IdentitySecretView>> LockedAsync(IUnit unit, string widgetId)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"update widget set version = version where id = @widgetId", new { widgetId });
        return await ListAsync(session, widgetId, default);
    }

    public async Task<IdentitySecretView> AddAsync(IUnit unit, string widgetId, string secret)
    {
        var session = Unit.Of(unit);
        var made = new IdentitySecretView(unit.NewId(Ids.IdentitySecret), secret[^HintLetters..], session.Now);
        await session.ExecuteAsync(
            $"insert into identity_secret (id, widget_id, sealed, hint, created_at) values (@id, @widgetId, @secret, @hint, @now)",
            new
            {
                id = made.Id,
                widgetId,
                secret = master.Seal(Purpose, secret),
                hint = made.Hint,
                now = session.NowMs,
            }
        );
        return made;
    }

    public async Task<bool> EndAsync(IUnit unit, string widgetId, string id) =>
        await Unit.Of(unit).ExecuteAsync($"delete from identity_secret where id = @id and widget_id = @widgetId", new { id, widgetId }) > 0;

    public async Task<IReadOnlyList<IdentitySecretView>?> AllAsync(string widgetId, CancellationToken cancel) =>
        await db.FirstAsync<string>($"select id from widget where id = @widgetId and deleted_at is null", new { widgetId }, cancel) is null
            ? null
            : await ListAsync(db, widgetId, cancel);

    private static async Task<IReadOnlyList<IdentitySecretView>> ListAsync(SqlSession session, string widgetId, CancellationToken cancel)
    {
        var rows = await session.ListAsync<Row>(
            $"select id, hint, created_at from identity_secret where widget_id = @widgetId order by id",
            new { widgetId },
            cancel
        );
        return [.. rows.Select(row => new IdentitySecretView(row.Id, row.Hint, Instant.FromUnixTimeMilliseconds(row.CreatedAt)))];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Hint { get; init; } = "";
        public long CreatedAt { get; init; }
    }
}
