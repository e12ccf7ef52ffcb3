namespace XBees.Infrastructure.Database;

/// <summary>Table <c>setting</c>: everything that the administration edits.</summary>
public static class Settings
{
    public const string OrganisationName = "organisation.name";
    public const string OrganisationLanguage = "organisation.language";

    public static Task<string?> GetAsync(SqlSession session, string name, CancellationToken cancel = default) =>
        session.FirstAsync<string>($"select value from setting where name = @name", new { name }, cancel);

    public static Task DeleteAsync(Unit unit, string name) => unit.ExecuteAsync($"delete from setting where name = @name", new { name });

    public static async Task PutAsync(Unit unit, string name, string value)
    {
        if (await unit.ExecuteAsync($"update setting set value = @value where name = @name", new { name, value }) == 0)
        {
            await unit.ExecuteAsync($"insert into setting (name, value) values (@name, @value)", new { name, value });
        }
    }
}
