using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace XBees.Api.Tests.Setup;

/// <summary>What the driver says of each statement, by the request that it was for.</summary>
public sealed class CountedStatements : IDisposable
{
    private readonly ConcurrentQueue<(string Trace, string Text)> all = new();
    private readonly ActivityListener listener;

    public CountedStatements()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // Whether the pool had a connection left is nobody's secret.
                if (activity.Source.Name == "Npgsql" && !activity.DisplayName.StartsWith("CONNECT", StringComparison.Ordinal))
                {
                    var text = activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement") ?? activity.DisplayName;
                    all.Enqueue((activity.TraceId.ToString(), $"{text}"));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>A header by which a request is told from all others.</summary>
    public static (string Name, string Value) Trace() =>
        ("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01");

    /// <summary>Of a request that carried one.</summary>
    public IReadOnlyList<string> Of(HttpResponseMessage answer)
    {
        var trace = answer.RequestMessage!.Headers.GetValues("traceparent").Single().Split('-')[1];
        string[] found = [.. all.Where(seen => seen.Trace == trace).Select(seen => seen.Text)];
        Assert.NotEmpty(found);
        return found;
    }

    public void Dispose() => listener.Dispose();
}
