using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace XBees.Web.Health;

/// <summary>The body of <c>/health/ready</c>.</summary>
/// <param name="Status"><c>ready</c> or <c>not-ready</c>.</param>
/// <param name="Checks">Each check by its name.</param>
public sealed record Readiness(string Status, IReadOnlyDictionary<string, Readiness.Check> Checks)
{
    private const string Ready = "ready";
    private const string NotReady = "not-ready";

    /// <param name="Status"><c>ready</c> or <c>not-ready</c>.</param>
    /// <param name="Reason">Why not, in words.</param>
    /// <param name="Values">What was measured.</param>
    public sealed record Check(string Status, string? Reason, IReadOnlyDictionary<string, object> Values);

    internal static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new Readiness(Word(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => Of(entry.Value)))
        );

    private static Check Of(HealthReportEntry entry) =>
        new(
            Word(entry.Status),
            entry.Status == HealthStatus.Healthy ? null
                // What an exception says is for the log and not for whoever asks.
                : entry.Exception is null ? entry.Description
                : entry.Exception is OperationCanceledException ? "no answer in time"
                : "the check failed; the log has the cause",
            entry.Data
        );

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? Ready : NotReady;
}
