using System.Globalization;
using System.Runtime.InteropServices;

namespace XBees.Benchmarks;

/// <summary>What one run of a load came to.</summary>
internal sealed record Measured(double PerSecond, double P50, double P99)
{
    /// <summary>Processor time of the server for each message, where it was taken.</summary>
    public TimeSpan? Processor { get; init; }

    public static Measured Of(List<double> milliseconds, double seconds)
    {
        milliseconds.Sort();
        return new(milliseconds.Count / seconds, At(milliseconds, 0.5), At(milliseconds, 0.99));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PerSecond:n0}/s, p50 {P50:n2} ms, p99 {P99:n2} ms")
        + (Processor is { } used ? string.Create(CultureInfo.InvariantCulture, $", {used.TotalMicroseconds:n0} µs of processor") : "");

    private static double At(List<double> sorted, double part) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * part)];
}

/// <summary>Prints figures; only ratios of one run count.</summary>
internal static class Report
{
    public static void Machine() =>
        Say(
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}"
        );

    public static void P1(IReadOnlyList<(Measured Real, Measured Bare)> rounds) =>
        Say($"P1 median ratio {Median(rounds, round => round.Real.PerSecond / round.Bare.PerSecond):n2} of bare (goal 0.6)");

    public static void P2(IReadOnlyList<(Measured Real, Measured Bare)> rounds) =>
        Say($"P2 median ratio {Median(rounds, round => round.Real.PerSecond / round.Bare.PerSecond):n2} of one INSERT (goal 0.4)");

    public static void P4(IReadOnlyList<(Measured Real, Measured Bare)> rounds) =>
        Say(
            $"P4 median: p50 {Median(rounds, round => round.Real.P50 / round.Bare.P50):n2} x bare (goal 2), p99 {Median(rounds, round => round.Real.P99 / round.Bare.P99):n2} x bare (goal 3)"
        );

    public static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public static double Median<T>(IEnumerable<T> rounds, Func<T, double> of)
    {
        var sorted = rounds.Select(of).Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
