using System.Text.Json;
using XBees.Application.Guests;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Guests;

/// <summary>The rest of what a block leaves in conversations, one short unit after another (SP-2).</summary>
public sealed class BlockTimer(Units units, Blocking blocking) : ITimerHandler
{
    internal const string KindOfTimer = "block";

    public string Kind => KindOfTimer;

    public Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        units.RunAsync(
            unit =>
                // What comes after this one is a timer of its own: a node that dies before the commit has done nothing.
                blocking.GoOnAsync(
                    unit,
                    JsonSerializer.Deserialize<BlockTraces>(timer.Payload, JsonSerializerOptions.Web)!,
                    timer.TakeAsync
                ),
            cancel
        );
}
