namespace XBees.Web.Api.Http;

/// <summary><c>?limit=</c> of every list: 1 to 100, 50 when absent.</summary>
public static class Paging
{
    public const int Default = 50;
    private const int Most = 100;

    public static int Limit(int? asked) =>
        asked switch
        {
            null => Default,
            >= 1 and <= Most => asked.Value,
            _ => throw new Refused(new("unreadable", 400, "This request cannot be read", "Give limit a number from 1 to 100.", "limit")),
        };
}
