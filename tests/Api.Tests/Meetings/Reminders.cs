using System.Globalization;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;

namespace XBees.Api.Tests.Meetings;

/// <summary>Reminders as they stand in conversations, and the clock that makes them due.</summary>
internal static class Reminders
{
    public static DateTimeOffset At(string start) => DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);

    public static async Task<int> CountAsync(AppClient reader, JsonElement meeting) =>
        (await Scene.TimelineAsync(reader, meeting.Text("conversationId"))).Count(entry =>
            entry.Text("kind") == "notice"
            && entry.Text("notice.type") == "meeting-reminder"
            && entry.Text("notice.meeting.id") == meeting.Text("id")
        );

    /// <summary>Then, once all that was due by then was done.</summary>
    public static async Task UntilAsync(TestDatabase database, ShiftedTime time, DateTimeOffset at)
    {
        time.Advance(at - time.GetUtcNow());
        await Until.Async(() => DueAsync(database, time), due => due == 0);
    }

    private static async Task<long> DueAsync(TestDatabase database, ShiftedTime time)
    {
        await using var open = await database.OpenAsync();
        return await open.Units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .FirstAsync<long>(
                        $"select count(*) from timer where kind = @kind and due_at <= @now",
                        new { kind = "meeting-reminder", now = time.GetUtcNow().ToUnixTimeMilliseconds() }
                    ),
            CancellationToken.None
        );
    }
}
