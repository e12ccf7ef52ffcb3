using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Who is asked before a meeting with them is confirmed: whose calendar is Google's (ME-3, CA-4).</summary>
internal static class Confirmations
{
    public static Task<bool> IsAskedAsync(Unit session, string agentId) => Task.FromResult(false);
}
