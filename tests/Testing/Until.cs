namespace XBees.Testing;

/// <summary>Waits for a condition; other transactions of the same server hold the log's horizon back for a moment.</summary>
public static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The first answer that fits; after half a minute the last one, for the test to say what is wrong with it.</summary>
    public static async Task<T> Async<T>(Func<Task<T>> read, Func<T, bool> fits)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await read();
            if (fits(answer) || TimeProvider.System.GetElapsedTime(began) > Longest)
            {
                return answer;
            }
            await Task.Delay(10);
        }
    }
}
