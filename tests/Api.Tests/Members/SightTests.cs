using System.Text.RegularExpressions;
using XBees.Api.Tests.Http;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using XBees.Web.Authentication;
using Xunit;

namespace XBees.Api.Tests.Members;

/// <summary>Who sees which notice: every way that leads to a guest, walked as one.</summary>
public sealed class SightTests
{
    private static readonly string[] ForAgents = ["assigned", "status", "link", "link-renewed", "escalated", "read-only", "description"];
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("AC-13", "MS-9", "ST-6", "AP-6", "TG-1", "TG-3")]
    public async Task No_answer_event_count_or_mail_tells_a_guest_what_is_for_agents(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await Scene.SayAsync(grace, id, "Anybody?");
        var path = $"/api/v1/conversations/{id}";
        // Who is there already is mailed by the escalation and not added (RE-6): a new member would be seen.
        await scene.Mara.PostAsync($"{path}/members", new { members = new[] { new { agentId = scene.Ines.Id } } });
        var before = await EverythingAsync(scene.App, grace, id);
        await using var live = await EventStream.OpenAsync(grace);
        var resumed = live.LastId!;

        // One of each kind that agents alone read, each with its name on the agents' own timeline.
        await scene.Mara.PutAsync($"{path}/link", new { enabled = false });
        await scene.Mara.PutAsync($"{path}/link", new { enabled = true });
        await scene.Mara.PostAsync($"{path}/link/renew");
        await AssignAsync(scene, id, scene.Noah.Id);
        await scene.Mara.PutAsync($"{path}/status", new { status = "snoozed" });
        await scene.Mara.PutAsync($"{path}/status", new { status = "open" });
        time.Advance(TimeSpan.FromMinutes(61));
        await Until.Async(() => TypesAsync(scene.Mara, id), types => types.Contains("escalated"));
        await scene.Mara.PatchAsync(path, new { readOnly = true });
        await scene.Mara.PatchAsync(path, new { readOnly = false });
        await scene.Mara.PatchAsync(path, new { description = "planted-description" });
        await scene.Mara.PatchAsync(path, new { description = (string?)null });
        // Every answer is what it was, each number and time too.
        Assert.Equal(before, await EverythingAsync(scene.App, grace, id));
        Assert.Empty(ForAgents.Except(await TypesAsync(scene.Mara, id)));
        // Agents have the service's tag all along.
        foreach (
            var seen in new[] { await Scene.SeeAsync(scene.Mara, id), (await scene.Mara.GetAsync("/api/v1/conversations")).Items()[0] }
        )
        {
            var tag = Assert.Single(seen.At("tags").EnumerateArray());
            Assert.Equal(("service", "Sales"), (tag.Text("kind"), tag.Text("text")));
        }

        // Live, and again by resuming from before: nothing between the switch and these words but that there is something to look at.
        await Scene.SayAsync(scene.Mara, id, "Here I am");
        var heard = await live.UntilAsync(it => it.Name == "message.created");
        await using var again = await EventStream.OpenAsync(grace, resumed);
        var caught = await again.UntilAsync(it => it.Name == "message.created");
        foreach (var events in new[] { heard, caught })
        {
            Assert.Equal("Here I am", events[^1].Data.Text("message.text"));
            Assert.All(events, it => Assert.Contains(it.Name, new[] { "conversation.updated", "message.created" }));
            // Read-only and description are to be seen in the conversation itself; all else is no event at all.
            Assert.InRange(events.Count(it => it.Name == "conversation.updated"), 0, 4);
            Telltale(string.Concat(events.Select(it => it.Data.GetRawText())));
        }
        Assert.Equal([1L, 2L, 3L, 4L], (await Scene.TimelineAsync(grace, id)).Select(entry => entry.Number("seq")));
        Assert.Equal(1, (await Scene.SeeAsync(grace, id)).Number("unread"));
        Telltale(await EverythingAsync(scene.App, grace, id));
        // An entry that is for agents is nowhere by its own address either.
        var hiddenOnes = (await Scene.TimelineAsync(scene.Mara, id)).Where(entry =>
            entry.Text("kind") == "notice" && ForAgents.Contains(entry.Text("notice.type"))
        );
        foreach (var hidden in hiddenOnes)
        {
            await grace.RefusesAsync(HttpMethod.Get, $"{path}/messages/{hidden.Text("id")}", null, 404, "not-found");
        }
        // No mail went to the guest; the manager's tells of the escalation alone.
        var folder = Path.Combine(database.Folder, "mail");
        Assert.All(
            Directory.GetFiles(folder, "*.eml"),
            file => Assert.DoesNotContain("grace@example.org", File.ReadAllText(file), StringComparison.Ordinal)
        );
    }

    /// <summary>The routes of the API that a guest may ask, as the router has them: a new one is walked too.</summary>
    private static async Task<string> EverythingAsync(XBeesApp app, AppClient guest, string id)
    {
        var answers = new List<string>();
        var routes = Routes.Api(app).Where(route => route.Method == "GET" && !route.Path.EndsWith("/events", StringComparison.Ordinal));
        foreach (var route in routes.Where(route => route.Access!.Who == Callers.Anyone || route.Access.Who.HasFlag(Callers.Guests)))
        {
            foreach (var query in new[] { "", "?since=0", "?before=100", "?view=all&limit=1", "?view=resolved", "?view=unassigned" })
            {
                using var answer = await guest.SendAsync(HttpMethod.Get, route.Path.Replace("{id}", id, StringComparison.Ordinal) + query);
                answers.Add($"{route.Path}{query} {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }
        Assert.InRange(answers.Count, 40, 1_000);
        Assert.Contains(answers, answer => answer.Contains("Anybody?", StringComparison.Ordinal));
        // A cursor is sealed anew each time; that there is a next page is what it tells.
        return Regex.Replace(string.Join('\n', answers), "\"next\":\"[^\"]*\"", "\"next\":more", RegexOptions.NonBacktracking);
    }

    private static void Telltale(string text)
    {
        foreach (
            var hidden in ForAgents
                .Select(type => $"\"type\":\"{type}\"")
                .Concat(["planted", "\"status\":\"", "assignee", "snoozed", "serviceState", "version", "\"tags\"", "\"labels\""])
        )
        {
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        }
    }

    private static async Task<IReadOnlyList<string>> TypesAsync(AppClient agent, string id) =>
        [
            .. (await Scene.TimelineAsync(agent, id))
                .Where(entry => entry.Text("kind") == "notice")
                .Select(entry => entry.Text("notice.type")),
        ];

    private static async Task AssignAsync(Scene scene, string id, string assignee)
    {
        var version = (await Scene.SeeAsync(scene.Mara, id)).Number("version");
        using var answer = await scene.Mara.SendAsync(
            HttpMethod.Put,
            $"/api/v1/conversations/{id}/assignment",
            new { serviceId = scene.ServiceId, assigneeId = assignee },
            ("If-Match", $"\"{version}\"")
        );
        Assert.True(answer.IsSuccessStatusCode);
    }
}
