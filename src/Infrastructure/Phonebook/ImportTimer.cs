using System.Text.Json;
using XBees.Application.Phonebook;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Which import goes on.</summary>
internal sealed record ImportTodo(string Id);

/// <summary>An import's parts, one short unit after another (PB-6).</summary>
public sealed class ImportTimer(Units units, INumberTables numbers, ImportParts parts) : ITimerHandler
{
    internal const string KindOfTimer = "contacts";

    public string Kind => KindOfTimer;

    public async Task RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var todo = JsonSerializer.Deserialize<ImportTodo>(timer.Payload, JsonSerializerOptions.Web)!;
        var e164 = await numbers.AtHomeAsync(cancel);
        await units.RunAsync(unit => parts.GoOnAsync(unit, todo.Id, e164, timer.TakeAsync), cancel);
    }
}
