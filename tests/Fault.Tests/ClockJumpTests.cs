using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 10: the clock on the wall jumps while people write and meet.</summary>
public sealed class ClockJumpTests(Setting setting)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, Rule("MS-2", "AP-5"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Messages_are_acknowledged_and_in_their_order_whatever_the_clock_says(DatabaseProvider provider)
    {
        FakeClock.SkipWithout();
        using var company = await setting.CompanyAsync(provider);
        var clock = new FakeClock(company, "one");
        clock.Jump(TimeSpan.Zero);
        await using var node = new Node(company.Options, company.Folder) { Under = clock.Under };
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var (gone, _) = await Chat.ArriveAsync(node.Http, company, "gone");
        using (var ended = await gone.SendAsync(node.Http, HttpMethod.Delete, "/sessions/current"))
        {
            ended.EnsureSuccessStatusCode();
        }
        var writers = new List<Writer> { new(chat, chat.Guest), new(chat, Person.WithKey) };
        var writing = Task.WhenAll(writers.Select(writer => writer.RunAsync(node.Http, () => Task.Delay(20))));
        foreach (var ahead in Jumps())
        {
            clock.Jump(ahead);
            await MoreAsync(writers, node);
            // What was ended stays ended, before its time too.
            using var revived = await gone.SendAsync(node.Http, HttpMethod.Get, "/conversations");
            Assert.Equal(HttpStatusCode.Unauthorized, revived.StatusCode);
        }
        writers.ForEach(writer => writer.Stop());
        await writing;
        Assert.All(writers, writer => Assert.True(writer.Odd.Count == 0, node.Said));
        await Truth.HoldsAsync(node.Http, company, writers);

        // After the last second of 32 bits, for whoever comes then.
        clock.JumpTo(new(2038, 1, 19, 3, 14, 0, TimeSpan.Zero));
        var later = await Chat.BeginAsync(node.Http, company, "later");
        Writer[] late = [new(later, later.Guest)];
        var writingLate = late[0].RunAsync(node.Http, () => Task.Delay(20));
        await Eventually.TrueAsync(() => clock.Now.Minute > 14, Eventually.FiveTimes(30), () => "the second has passed");
        await MoreAsync(late, node);
        late[0].Stop();
        await writingLate;
        await Truth.HoldsAsync(node.Http, company, late);
    }

    [Theory, Rule("ME-6", "ME-19"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_reminder_comes_once_and_none_after_a_cancellation_though_the_clock_goes_back_and_forth(DatabaseProvider provider)
    {
        FakeClock.SkipWithout();
        using var company = await setting.CompanyAsync(provider);
        await using var mails = new StoppableMailServer();
        var clock = new FakeClock(company, "one");
        clock.Jump(TimeSpan.Zero);
        await using var node = new Node(company.Options, company.Folder, mails.Settings) { Under = clock.Under };
        await node.StartAsync();
        var (guest, _) = await Chat.ArriveAsync(node.Http, company, "guest");
        var (other, _) = await Chat.ArriveAsync(node.Http, company, "other");
        var free = await FreeAsync(node.Http, company);
        var kept = await BookedAsync(guest, node.Http, company, free[0]);
        var cancelled = await BookedAsync(other, node.Http, company, free[1]);
        var start = kept.GetProperty("start").GetDateTimeOffset();
        using (var gone = await other.SendAsync(node.Http, HttpMethod.Delete, $"/meetings/{cancelled.GetProperty("id").GetString()}"))
        {
            gone.EnsureSuccessStatusCode();
        }

        clock.JumpTo(start - Day + TimeSpan.FromMinutes(1));
        await RemindedAsync(node, kept, 1);
        clock.Jump(clock.Ahead - Day);
        clock.Jump(clock.Ahead + Day + Hour);
        clock.JumpTo(start - TimeSpan.FromMinutes(14));
        await RemindedAsync(node, kept, 2);
        clock.Jump(clock.Ahead - Hour);
        clock.JumpTo(start + Day);

        // Timers run in the order of their times: with this one done there is none left that is due.
        await Eventually.TrueAsync(
            async () => await Truth.CountAsync(company.Options, DueReminders(clock)) == 0,
            Eventually.FiveTimes(10),
            () => $"no timer is due. {node.Said}"
        );
        Assert.Equal(2, await RemindersAsync(node, kept));
        Assert.Equal(0, await RemindersAsync(node, cancelled));
        await Eventually.TrueAsync(
            async () =>
                await Truth.CountAsync(company.Options, "select count(*) from delivery where kind = 'mail' and state <> 'done'") == 0,
            Eventually.FiveTimes(10),
            () => $"no mail waits. {node.Said}"
        );
        // Booked, and two reminders; booked, and cancelled.
        Assert.Equal((3, 2), (mails.To("guest@example.org").Count, mails.To("other@example.org").Count));
    }

    [Fact, Rule("ME-8", "ME-6"), Trait("Long", "yes")]
    public async Task Two_nodes_whose_clocks_differ_agree_on_a_slot_and_remind_once()
    {
        FakeClock.SkipWithout();
        using var company = await Company.OnAsync(await setting.Cluster.CreateAsync());
        FakeClock[] clocks = [new(company, "right"), new(company, "ahead")];
        clocks[0].Jump(TimeSpan.Zero);
        clocks[1].Jump(TimeSpan.FromSeconds(90));
        await using var right = new Node(company.Options, company.Folder) { Under = clocks[0].Under };
        await using var ahead = new Node(company.Options, company.Folder) { Under = clocks[1].Under };
        await Task.WhenAll(right.StartAsync(), ahead.StartAsync());
        var guests = new List<Person>();
        for (var number = 0; number < 8; number++)
        {
            guests.Add((await Chat.ArriveAsync(right.Http, company, $"guest{number}")).Guest);
        }
        var slot = (await FreeAsync(right.Http, company))[0];
        var answers = await Task.WhenAll(
            guests.Select((guest, number) => BookAsync(guest, number % 2 == 0 ? right.Http : ahead.Http, company, slot))
        );
        var won = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer != won), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        var meeting = await won.Content.ReadFromJsonAsync<JsonElement>();
        Array.ForEach(answers, answer => answer.Dispose());

        var near = meeting.GetProperty("start").GetDateTimeOffset() - Day;
        clocks[0].JumpTo(near - TimeSpan.FromSeconds(45));
        clocks[1].JumpTo(near + TimeSpan.FromSeconds(45));
        await RemindedAsync(ahead, meeting, 1);
        clocks[0].JumpTo(near + TimeSpan.FromSeconds(45));
        // The other one has looked, too: what it is asked to do next it has done.
        clocks[0].JumpTo(near + Day - TimeSpan.FromMinutes(14));
        await RemindedAsync(right, meeting, 2);
    }

    /// <summary>An hour and a day, there and back, and the nights in which hours are missing and come twice.</summary>
    private static IEnumerable<TimeSpan> Jumps()
    {
        TimeSpan[] plain = [Hour, TimeSpan.Zero, -Hour, TimeSpan.Zero, Day, TimeSpan.Zero, -Day, TimeSpan.Zero];
        DateTimeOffset[] nights = [new(2027, 3, 28, 0, 59, 58, TimeSpan.Zero), new(2026, 10, 25, 0, 59, 58, TimeSpan.Zero)];
        return plain.Concat(nights.Select(night => night - TimeProvider.System.GetUtcNow())).Append(TimeSpan.Zero);
    }

    private static Task MoreAsync(IReadOnlyList<Writer> writers, Node node)
    {
        var goals = writers.ToDictionary(writer => writer, writer => writer.Acks + 20);
        return Eventually.TrueAsync(
            () => writers.All(writer => writer.Acks >= goals[writer] || writer.Odd.Count > 0),
            Eventually.FiveTimes(10),
            () => $"everybody goes on. {node.Said}"
        );
    }

    private static async Task<IReadOnlyList<string>> FreeAsync(HttpClient http, Company company)
    {
        var from = TimeProvider.System.GetUtcNow();
        var days = $"from={from.AddDays(3):yyyy-MM-dd}&to={from.AddDays(12):yyyy-MM-dd}";
        var found = await http.GetFromJsonAsync<JsonElement>($"/api/v1/schedulers/{company.Facts.Agents[0].Slug}/slots?{days}&duration=30");
        return [.. found.GetProperty("items").EnumerateArray().Select(slot => slot.GetProperty("start").GetString()!)];
    }

    private static Task<HttpResponseMessage> BookAsync(Person guest, HttpClient http, Company company, string start) =>
        guest.SendAsync(
            http,
            HttpMethod.Post,
            $"/schedulers/{company.Facts.Agents[0].Slug}/meetings",
            new { start, subject = "Phone booths" }
        );

    private static async Task<JsonElement> BookedAsync(Person guest, HttpClient http, Company company, string start)
    {
        using var booked = await BookAsync(guest, http, company, start);
        return await booked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task RemindedAsync(Node node, JsonElement meeting, int times) =>
        Eventually.TrueAsync(
            async () => await RemindersAsync(node, meeting) == times,
            Eventually.FiveTimes(30),
            () => $"reminder {times} comes. {node.Said}"
        );

    private static async Task<int> RemindersAsync(Node node, JsonElement meeting)
    {
        var timeline = await new Chat(Person.WithKey, meeting.GetProperty("conversationId").GetString()!).TimelineAsync(
            node.Http,
            Person.WithKey
        );
        return timeline.Count(entry =>
            entry.GetProperty("notice") is { ValueKind: JsonValueKind.Object } notice
            && notice.GetProperty("type").GetString() == "meeting-reminder"
        );
    }

    private static string DueReminders(FakeClock clock) =>
        $"select count(*) from timer where kind = 'meeting-reminder' and due_at <= {clock.Now.ToUnixTimeMilliseconds()}";
}
