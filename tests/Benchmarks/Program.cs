using System.Globalization;
using XBees.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- p1|p2|p4|p5|p6|p7|p8|p9|p10|p11|p12|p13|p14|members|neighbours|crm|contacts|opening|all
switch (args)
{
    case ["bare-sqlite", var port, var connection, var eventBytes]:
        using (var store = new BareSqlite(connection))
        {
            await BareServer.RunAsync(port, store, Number(eventBytes));
        }
        return 0;
    case ["bare-postgres", var port, var connection]:
        using (var store = new BarePostgres(connection))
        {
            await BareServer.RunAsync(port, store);
        }
        return 0;
    case ["bare-memory", var port, var eventBytes]:
        await BareServer.RunAsync(port, new BareMemory(), Number(eventBytes));
        return 0;
}
var asked = args is [] or ["all"]
    ?
    [
        "p1",
        "p2",
        "p4",
        "p5",
        "p6",
        "p7",
        "p8",
        "p9",
        "p10",
        "p11",
        "p12",
        "p13",
        "p14",
        "members",
        "neighbours",
        "crm",
        "contacts",
        "opening",
    ]
    : args;
Report.Machine();
foreach (var goal in asked)
{
    await (
        goal switch
        {
            "p1" => Messages.SqliteAsync(64, Report.P1),
            "p2" => Messages.PostgresAsync(64, Report.P2),
            "p4" => Messages.SqliteAsync(1, Report.P4),
            "p5" => Pairs.RunAsync(),
            "p6" => Idle.RunAsync(),
            "p7" => Fanout.RunAsync(10_000),
            "p7-small" => Fanout.RunAsync(500),
            "p8" => Reconnecting.RunAsync(10_000),
            "p8-small" => Reconnecting.RunAsync(500),
            "p9" => Searching.RunAsync(1_000_000),
            "p9-small" => Searching.RunAsync(100_000),
            "p10" => NewConversations.RunAsync(50_000),
            "p10-small" => NewConversations.RunAsync(10_000),
            "p11" => MonthOfSlots.RunAsync(),
            "p12" => Lists.RunAsync(1_000_000),
            "p12-small" => Lists.RunAsync(100_000),
            "p13" => WidgetAsync(),
            "p14" => Published.RunAsync(),
            "members" => Thousand.RunAsync(),
            "neighbours" => DeadNeighbours.RunAsync(),
            "crm" => DeadCrm.RunAsync(),
            "contacts" => Phonebooks.RunAsync(),
            "opening" => Opening.RunAsync(),
            _ => throw new InvalidOperationException(
                $"'{goal}' is none of p1, p2, p4, p5, p6, p7, p7-small, p8, p8-small, p9, p9-small, p10, p10-small, p11, p12, p12-small, p13, p14, members, neighbours, crm, contacts, opening."
            ),
        }
    );
}
return 0;

static async Task WidgetAsync()
{
    await WidgetBytes.RunAsync();
    await WidgetTime.RunAsync();
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
