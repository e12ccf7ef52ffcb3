using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>A node on each database that is asked for, for tests that leave it as whole as they found it.</summary>
public sealed class Running(Setting setting) : IAsyncDisposable
{
    private readonly Dictionary<DatabaseProvider, (Company Company, Node Node)> all = [];

    public async Task<(Company Company, Node Node)> OnAsync(DatabaseProvider provider)
    {
        if (!all.TryGetValue(provider, out var one))
        {
            var company = await setting.CompanyAsync(provider);
            one = all[provider] = (company, new(company.Options, company.Folder));
            await one.Node.StartAsync();
        }
        return one;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (company, node) in all.Values)
        {
            await node.DisposeAsync();
            company.Dispose();
        }
    }
}
