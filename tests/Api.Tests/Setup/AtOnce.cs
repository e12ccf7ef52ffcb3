namespace XBees.Api.Tests.Setup;

internal static class AtOnce
{
    /// <summary>Both stand at a barrier and go together.</summary>
    public static async Task<(HttpResponseMessage First, HttpResponseMessage Second)> GoAsync(
        Func<Task<HttpResponseMessage>> first,
        Func<Task<HttpResponseMessage>> second
    )
    {
        using var barrier = new Barrier(2);
        var answers = await Task.WhenAll(Go(first), Go(second));
        return (answers[0], answers[1]);

        Task<HttpResponseMessage> Go(Func<Task<HttpResponseMessage>> send) =>
            Task
                .Factory.StartNew(
                    () =>
                    {
                        barrier.SignalAndWait();
                        return send();
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .Unwrap();
    }
}
