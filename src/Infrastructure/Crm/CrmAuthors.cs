using XBees.Application.Crm;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm;

/// <summary>The agents whose what is written is (CR-6).</summary>
public sealed class CrmAuthors(Db db)
{
    internal async Task<CrmAuthorRow> FindAsync(string agentId, CancellationToken cancel) =>
        (await db.FirstAsync<CrmAuthorRow>($"select name, email, language from agent where id = @agentId", new { agentId }, cancel))!;
}

internal sealed class CrmAuthorRow
{
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string? Language { get; init; }

    public CrmAuthor ToAuthor() => new(Name, Email);
}
