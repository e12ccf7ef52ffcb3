namespace XBees.Testing;

/// <summary>Waits for a condition; other transactions of the same server hold the log's horizon back for a moment.</summary>
public static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The first answer that fits.</summary>
    /// <exception cref="TimeoutException">None did within a minute.</exception>
    public static async Task<T> Async<T>(Func<Task<T>> read, Func<T, bool> fits)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await read();
            if (fits(answer))
            {
                return answer;
            }
            if (TimeProvider.System.GetElapsedTime(began) > Longest)
            {
                throw new TimeoutException($"After {Longest.TotalSeconds} seconds it is still: {answer}");
            }
            await Task.Delay(10);
        }
    }
}
