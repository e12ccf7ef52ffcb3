namespace XBees.Browser.Tests.Setup;

/// <summary>The windows that a flow is walked in: one in <c>./test</c>, with <c>--all</c> the other one too.</summary>
public static class Widths
{
    private static readonly bool Everything = Environment.GetEnvironmentVariable("XBEES_TEST_ALL") == "1";

    public static TheoryData<int> Desktop => Everything ? [1440, 390] : [1440];

    public static TheoryData<int> Narrow => Everything ? [390, 1440] : [390];

    public static TheoryData<bool> Phone => Everything ? [true, false] : [true];
}
