namespace XBees.Infrastructure.Database;

/// <summary>
/// Which life of the database cluster this is. Transaction numbers of PostgreSQL do not survive a dump: a new cluster begins the next
/// epoch, and entries of earlier ones are wholly visible. SQLite and SQL Server stay at 0.
/// </summary>
public sealed class LogEpoch
{
    public long Current { get; private set; }

    /// <summary>Called once at start, under the migration lock or alone.</summary>
    public async Task LoadAsync(Db db, IUnitOfWork work, CancellationToken cancel)
    {
        if (db.Dialect.Provider != DatabaseProvider.PostgreSql)
        {
            return;
        }
        var system = await db.FirstAsync<string>($"select {Dialect.SystemIdentifier} as identifier", cancel: cancel);
        Current = await work.RunAsync(unit => DrawAsync(Unit.Of(unit), system!), cancel);
    }

    private static async Task<long> DrawAsync(Unit unit, string system)
    {
        var known = await unit.FirstAsync<string>($"select value from setting where name = @name", new { name = "log.system" });
        var epoch = long.Parse(
            await unit.FirstAsync<string>($"select value from setting where name = @name", new { name = "log.epoch" }) ?? "0",
            System.Globalization.CultureInfo.InvariantCulture
        );
        if (known == system)
        {
            return epoch;
        }
        await Settings.PutAsync(unit, "log.system", system);
        await Settings.PutAsync(unit, "log.epoch", (epoch + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return epoch + 1;
    }
}
