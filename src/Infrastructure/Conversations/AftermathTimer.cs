using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>
/// The rest of what a change means for conversations, one short unit after another. The timer goes with the last of them: a node that
/// dies before leaves it for the next.
/// </summary>
public sealed class AftermathTimer(Units units, Aftermaths aftermaths) : ITimerHandler
{
    internal const string KindOfTimer = "aftermath";

    public string Kind => KindOfTimer;

    public async Task RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var todo = JsonSerializer.Deserialize<Aftermath>(timer.Payload, JsonSerializerOptions.Web)!;
        for (var after = ""; after is not null; )
        {
            cancel.ThrowIfCancellationRequested();
            var from = after;
            after = await units.RunAsync(
                async unit =>
                {
                    var next = await aftermaths.NextAsync(unit, todo, from);
                    if (next is null)
                    {
                        await timer.TakeAsync(unit);
                    }
                    return next;
                },
                cancel
            );
        }
    }
}
