using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Agents;

/// <summary>Personal links, present and earlier ones.</summary>
internal static class Slugs
{
    /// <summary>1 where a row of <c>agent_slug s</c> leads to its agent, the present one or an earlier one for 30 days (IN-10); parameter <c>@now</c>.</summary>
    public static Sql Leads => $"case when s.retired_at is null or s.redirects_until > @now then 1 else 0 end";
}
