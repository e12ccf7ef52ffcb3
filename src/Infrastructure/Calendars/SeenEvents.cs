using XBees.Application.Calendars;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars;

/// <summary>Looks at events one by one, in calendars that cannot be asked for several.</summary>
internal static class SeenEvents
{
    /// <param name="remoteIds">Which.</param>
    /// <param name="getAsync">Asks for one; no success: it is gone.</param>
    /// <param name="see">What is there of it; null: it is as good as gone.</param>
    public static async Task<IReadOnlyList<SeenEvent>> ReadAsync<T>(
        IEnumerable<string> remoteIds,
        Func<string, Task<OutsideAnswer>> getAsync,
        Func<T, string, SeenEvent?> see
    )
        where T : class
    {
        var seen = new List<SeenEvent>();
        foreach (var id in remoteIds)
        {
            var answer = await getAsync(id);
            if (answer.IsSuccess && see(ProviderJson.Read<T>(answer), id) is { } one)
            {
                seen.Add(one);
            }
        }
        return seen;
    }
}
