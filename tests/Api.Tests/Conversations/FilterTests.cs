using System.Text.Json;
using XBees.Api.Tests.Assignment;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Conversations;

public sealed class FilterTests
{
    [Theory, EveryDatabase, Rule("LI-4", "LI-2")]
    public async Task Filters_combine_with_each_other_and_with_views_and_the_counts_follow_them(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var company = scene.Company;
        // The first one of the scene is a week old; today one of each kind follows.
        var first = scene.Conversation;
        await WeekEarlierAsync(company, first);
        var today = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var mine = await Scene.StartAsync(scene.Guest, "mine");
        await AssignScene.AssignAsync(company.Mara, mine, scene.Sales, company.Mara.Id);
        var noahs = await Scene.StartAsync(scene.Guest, "noahs");
        await AssignScene.AssignAsync(company.Mara, noahs, scene.Sales, company.Noah.Id);
        var resolved = await Scene.StartAsync(scene.Guest, "resolved");
        await AssignScene.AssignAsync(company.Mara, resolved, scene.Sales, company.Mara.Id);
        await company.Mara.PutAsync($"/api/v1/conversations/{resolved}/status", new { status = "resolved" });
        var snoozed = await Scene.StartAsync(scene.Guest, "snoozed");
        await company.Mara.PutAsync($"/api/v1/conversations/{snoozed}/status", new { status = "snoozed" });
        var link = await Scene.StartAsync(await company.GuestAtLinkAsync(company.Mara), "link");
        var made = (
            await company.Mara.PostAsync("/api/v1/conversations", new { members = new[] { new { agentId = company.Noah.Id } } })
        ).Text("id");
        var names = new Dictionary<string, string>
        {
            [first] = "first",
            [mine] = "mine",
            [noahs] = "noahs",
            [resolved] = "resolved",
            [snoozed] = "snoozed",
            [link] = "link",
            [made] = "made",
        };

        foreach (
            var (query, expected) in new[]
            {
                ("", "first, link, made, mine, noahs"),
                ($"service={scene.Sales}", "first, mine, noahs"),
                ($"service={scene.Support}", ""),
                ("service=none", "link, made"),
                ($"assignee={company.Mara.Id}", "mine"),
                ("assignee=none", "first, link, made"),
                ("assignee=none&service=none", "link, made"),
                ("status=resolved", "resolved"),
                ("status=snoozed", "snoozed"),
                ("status=open", "first, link, made, mine, noahs"),
                ("status=any", "first, link, made, mine, noahs, resolved, snoozed"),
                ($"status=any&assignee={company.Mara.Id}", "mine, resolved"),
                ("view=mine&status=any", "mine, resolved"),
                ("view=mine", "mine"),
                ("view=unassigned&origin=widget", "first"),
                ("view=waiting&origin=link", "link"),
                ("view=resolved&status=open", ""),
                ("origin=widget", "first, mine, noahs"),
                ("origin=agent", "made"),
                ("origin=scheduler", ""),
                ($"origin=widget&from={Time(today)}", "mine, noahs"),
                ($"to={Time(today)}", "first"),
                ($"from={Time(today.AddDays(-8))}&to={Time(today)}&assignee=none&origin=widget&service={scene.Sales}&status=open", "first"),
                ($"from={Time(today.AddDays(1))}", ""),
            }
        )
        {
            Assert.Equal(expected, await NamesAsync(query));
            // The counts say what the lists hold, with whatever filter.
            var filter = string.Join('&', query.Split('&').Where(part => !part.StartsWith("view=", StringComparison.Ordinal)));
            var counts = await company.Mara.GetAsync($"/api/v1/conversations/counts?{filter}");
            foreach (var view in new[] { "mine", "unassigned", "all", "unread", "waiting", "snoozed", "resolved", "archived", "muted" })
            {
                Assert.Equal(
                    counts.Number(view),
                    (await company.Mara.GetAsync($"/api/v1/conversations?view={view}&{filter}")).Items().Count
                );
            }
        }

        async Task<string> NamesAsync(string query)
        {
            var rows = new List<JsonElement>();
            for (string? after = ""; after is not null; )
            {
                var page = await company.Mara.GetAsync($"/api/v1/conversations?{query}&limit=2&after={Uri.EscapeDataString(after)}");
                rows.AddRange(page.Items());
                after = page.At("next").GetString();
            }
            return string.Join(", ", rows.Select(row => names[row.Text("id")]).Order(StringComparer.Ordinal));
        }
    }

    [Theory, EveryDatabase, Rule("LI-2", "LI-3", "LC-2")]
    public async Task What_one_may_see_without_being_a_member_is_added_where_it_is_asked_for(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var sales = await Scene.StartAsync(guest, "planted-words");
        var private_ = (
            await scene.Mara.PostAsync("/api/v1/conversations", new { members = new[] { new { agentId = scene.Noah.Id } } })
        ).Text("id");

        Assert.Empty(await ListAsync(scene.Ines, ""));
        var managed = Assert.Single(await ListAsync(scene.Ines, "visible=true"));
        Assert.Equal(
            (sales, "planted-words", false),
            (managed.Text("id"), managed.Text("lastMessage.text"), managed.At("isMember").GetBoolean())
        );
        Assert.Equal(1, (await scene.Ines.GetAsync("/api/v1/conversations/counts?visible=true")).Number("all"));
        Assert.Equal(1, (await scene.Ines.GetAsync("/api/v1/conversations/counts?visible=true")).Number("waiting"));

        // Administrators: every head, and no word.
        var heads = await ListAsync(scene.App.Administrator, "visible=true");
        Assert.Equal(new[] { private_, sales }.Order(), heads.Select(row => row.Text("id")).Order());
        Assert.All(heads, row => Assert.True(row.IsNull("lastMessage") && row.IsNull("unread")));
        Assert.DoesNotContain("planted-words", string.Concat(heads.Select(row => row.GetRawText())), StringComparison.Ordinal);

        // Members see their own, with and without it; a stranger and a guest see nothing more.
        Assert.Equal(2, (await ListAsync(scene.Mara, "visible=true")).Count);
        var stranger = scene.Keep(await scene.App.AgentAsync("Stan Stranger"));
        Assert.Empty(await ListAsync(stranger, "visible=true"));
        Assert.Equal([sales], (await ListAsync(guest, "visible=true&origin=agent")).Select(row => row.Text("id")));
    }

    [Theory, EveryDatabase, Rule("LI-4", "AP-5")]
    public async Task What_cannot_be_read_is_refused_and_a_cursor_belongs_to_its_filters(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        await Scene.StartAsync(guest);
        await Scene.StartAsync(guest);
        foreach (var wrong in new[] { "status=closed", "origin=mail", "from=yesterday", "to=x", "visible=perhaps" })
        {
            await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations?{wrong}", null, 400, "unreadable");
            await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/counts?{wrong}", null, 400, "unreadable");
        }
        var cursor = (await scene.Mara.GetAsync("/api/v1/conversations?limit=1&origin=widget")).Text("next");
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations?limit=1&after={cursor}", null, 400, "cursor-invalid");
        Assert.Single((await scene.Mara.GetAsync($"/api/v1/conversations?limit=1&origin=widget&after={cursor}")).Items());
    }

    private static async Task WeekEarlierAsync(Scene scene, string conversation)
    {
        await using var rows = await scene.App.Database.OpenAsync();
        await rows.Units.RunAsync(
            async unit =>
                await Unit.Of(unit)
                    .ExecuteAsync(
                        $"update conversation set last_activity_at = last_activity_at - @by where id = @conversation",
                        new { conversation, by = (long)TimeSpan.FromDays(7).TotalMilliseconds }
                    ),
            CancellationToken.None
        );
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(AppClient who, string query) =>
        (await who.GetAsync($"/api/v1/conversations?view=all&{query}")).Items();
}
