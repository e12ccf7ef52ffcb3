namespace XBees.Domain.Tests;

/// <summary>How many generated cases a property sees.</summary>
internal static class Cases
{
    public static int Count { get; } = Environment.GetEnvironmentVariable("XBEES_TEST_ALL") == "1" ? 10_000 : 200;
}
