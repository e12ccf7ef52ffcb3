using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Admin;

/// <summary>The organisation as rows of table <c>setting</c>.</summary>
public sealed class OrganisationStore(Db db) : IOrganisationStore
{
    internal const string Started = "installation.started";
    internal const string Name = Settings.OrganisationName;
    private const string Fallback = "organisation.fallback-widget";
    private const string Language = Settings.OrganisationLanguage;
    internal const string TimeZone = "organisation.time-zone";
    private const string Country = "organisation.country";

    public async Task<Organisation?> ReadAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>(
            $"select name, value from setting where name like @names",
            new { names = "organisation.%" },
            cancel
        );
        var values = rows.ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal);
        return values.TryGetValue(Name, out var name)
            ? new()
            {
                Name = name,
                FallbackWidgetKey = values.GetValueOrDefault(Fallback) is { Length: > 0 } key ? key : null,
                Language = values.GetValueOrDefault(Language) ?? "en",
                TimeZone = values.GetValueOrDefault(TimeZone) ?? "UTC",
                Country = values.GetValueOrDefault(Country) is { Length: > 0 } country ? country : null,
            }
            : null;
    }

    public async Task SaveAsync(IUnit unit, Organisation organisation)
    {
        var session = Unit.Of(unit);
        await Settings.PutAsync(session, Name, organisation.Name);
        await Settings.PutAsync(session, Fallback, organisation.FallbackWidgetKey ?? "");
        await Settings.PutAsync(session, Language, organisation.Language);
        await Settings.PutAsync(session, TimeZone, organisation.TimeZone);
        await Settings.PutAsync(session, Country, organisation.Country ?? "");
    }

    public async Task<bool> ClaimFirstStartAsync(IUnit unit)
    {
        var session = Unit.Of(unit);
        if (await Settings.GetAsync(session, Started) is not null)
        {
            return false;
        }
        await session.ExecuteAsync(
            $"insert into setting (name, value) values (@name, @value)",
            new { name = Started, value = session.Now.ToString() }
        );
        return true;
    }

    public async Task<bool> HasStartedAsync(CancellationToken cancel) => await Settings.GetAsync(db, Started, cancel) is not null;

    public bool IsLostRace(Exception error) => db.Dialect.IsDuplicate(error);

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Value { get; init; } = "";
    }
}
