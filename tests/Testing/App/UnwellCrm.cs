using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Crm;
using XBees.Infrastructure.Crm.Practice;

namespace XBees.Testing.App;

/// <summary>The practice CRM on a bad day.</summary>
public sealed class UnwellCrm(ICrm inner) : ICrm
{
    /// <summary>In the place of the practice CRM. It is asked when a test does something, and not in between.</summary>
    public static void Replace(IServiceCollection services)
    {
        services.Remove(services.Single(one => one.ImplementationType == typeof(PracticeCrm)));
        services.Remove(services.Single(one => one.ImplementationType == typeof(CrmWatch)));
        services.AddSingleton<PracticeCrm>().AddSingleton<ICrm>(it => new UnwellCrm(it.GetRequiredService<PracticeCrm>()));
    }

    public static UnwellCrm Of(XBeesApp app) => app.Services.GetServices<ICrm>().OfType<UnwellCrm>().Single();

    /// <summary>What happens in place of the next answers; null: nothing unusual.</summary>
    public Func<CancellationToken, Task>? Before { get; set; }

    /// <summary>It does what it was asked, and the answer is lost.</summary>
    public bool LosesAnswers { get; set; }

    public CrmKind Kind => inner.Kind;

    public bool SignsRecords => inner.SignsRecords;

    public Task<string> OpenAsync(string token, CancellationToken cancel) => inner.OpenAsync(token, cancel);

    public string AccountOf(CrmAccess access) => inner.AccountOf(access);

    public Task<IReadOnlyList<CrmField>> DescribeAsync(CrmAccess access, CancellationToken cancel) => inner.DescribeAsync(access, cancel);

    public Task<CrmRecord?> FindAsync(CrmAccess access, CrmPerson person, CancellationToken cancel) =>
        AskAsync(() => inner.FindAsync(access, person, cancel), cancel);

    public Task<IReadOnlyList<CrmContact>> SearchAsync(CrmAccess access, string typed, int most, CancellationToken cancel) =>
        AskAsync(() => inner.SearchAsync(access, typed, most, cancel), cancel);

    public Task<CrmRecord> CreateAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CrmAuthor author,
        CancellationToken cancel
    ) => WriteAsync(() => inner.CreateAsync(access, person, values, author, cancel), cancel);

    public Task<CrmRecord?> ReadAsync(CrmAccess access, string recordId, CancellationToken cancel) =>
        AskAsync(() => inner.ReadAsync(access, recordId, cancel), cancel);

    public Task<string?> UserAsync(CrmAccess access, CrmAuthor author, CancellationToken cancel) =>
        AskAsync(() => inner.UserAsync(access, author, cancel), cancel);

    public Task LogAsync(CrmAccess access, string recordId, CrmActivity activity, CancellationToken cancel) =>
        WriteAsync(() => inner.LogAsync(access, recordId, activity, cancel), cancel);

    public Task LogAsync(CrmAccess access, string recordId, CrmMeeting meeting, CancellationToken cancel) =>
        WriteAsync(() => inner.LogAsync(access, recordId, meeting, cancel), cancel);

    private Task WriteAsync(Func<Task> write, CancellationToken cancel) =>
        WriteAsync(
            async () =>
            {
                await write();
                return true;
            },
            cancel
        );

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        if (Before is { } before)
        {
            await before(cancel);
        }
        return await ask();
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancel)
    {
        var written = await AskAsync(write, cancel);
        return LosesAnswers ? throw new CrmUnreachable("The answer is lost.") : written;
    }
}
