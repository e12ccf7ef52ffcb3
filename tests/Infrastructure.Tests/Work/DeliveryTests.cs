using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using XBees.Infrastructure.Admin;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Work;

public class DeliveryTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly Sender sender = new();

    [Theory, EveryDatabase]
    public async Task Two_workers_send_each_delivery_once(TestDatabase database)
    {
        await using var one = await database.OpenAsync(time);
        await using var two = await database.OpenAsync(time);
        for (var i = 0; i < 30; i++)
        {
            await EnqueueAsync(one, $"k{i}", $"lane {i}");
        }
        var (first, second) = (Runner(one), Runner(two));
        while (await StateCountAsync(one, "done") < 30)
        {
            await Task.WhenAll(first.RunDueAsync(default), second.RunDueAsync(default));
        }
        Assert.Equal(30, sender.Sent.Count);
        Assert.Equal(30, sender.Sent.Distinct().Count());
        Assert.Equal("{}", await one.Db.FirstAsync<string>($"select min(payload) from delivery"));
    }

    [Theory, EveryDatabase]
    public async Task The_same_key_is_the_same_delivery(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await EnqueueAsync(node, "k", "lane");
        await EnqueueAsync(node, "k", "lane");
        await Runner(node).RunDueAsync(default);
        await EnqueueAsync(node, "k", "lane");
        Assert.Equal(0, await Runner(node).RunDueAsync(default));
        Assert.Single(sender.Sent);
    }

    [Theory, EveryDatabase]
    public async Task A_lane_keeps_its_order_and_holds_back_nobody_else(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await EnqueueAsync(node, "a1", "a");
        time.Advance(TimeSpan.FromMilliseconds(5));
        await EnqueueAsync(node, "a2", "a");
        time.Advance(TimeSpan.FromMilliseconds(5));
        await EnqueueAsync(node, "b1", "b");
        sender.Fails = key => key == "a1" ? new IOException("away") : null;
        var runner = Runner(node);
        await runner.RunDueAsync(default);
        await runner.RunDueAsync(default);
        Assert.Equal(["b1"], sender.Sent);
        sender.Fails = null;
        time.Advance(TimeSpan.FromMinutes(2));
        await runner.RunDueAsync(default);
        await runner.RunDueAsync(default);
        Assert.Equal(["b1", "a1", "a2"], sender.Sent);
    }

    [Theory, EveryDatabase]
    public async Task One_that_hangs_holds_up_its_own_lane_alone_and_is_sent_once(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        var answer = new TaskCompletionSource();
        sender.Hangs = key => key == "a1" ? answer.Task : Task.CompletedTask;
        await EnqueueAsync(node, "a1", "a");
        var runner = Runner(node);
        var hanging = await runner.BeginDueAsync("test", default);
        await sender.Began.Task.WaitAsync(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromMilliseconds(5));
        await EnqueueAsync(node, "a2", "a");
        await EnqueueAsync(node, "b1", "b");
        Assert.Equal(1, await runner.RunDueAsync(default));
        Assert.Equal(["b1"], sender.Sent);
        // However long: who holds it is this node itself.
        time.Advance(Claims.Gone + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await runner.RunDueAsync(default).WaitAsync(TimeSpan.FromSeconds(20)));

        answer.SetResult();
        await Task.WhenAll(hanging);
        await runner.RunDueAsync(default);
        Assert.Equal(["b1", "a1", "a2"], sender.Sent);
        Assert.Equal(3, sender.Tried);
    }

    [Theory, EveryDatabase]
    public async Task So_many_are_sent_at_once_and_no_more(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        var answer = new TaskCompletionSource();
        sender.Hangs = _ => answer.Task;
        for (var i = 0; i < 12; i++)
        {
            await EnqueueAsync(node, $"k{i}", $"lane {i}");
        }
        var runner = Runner(node);
        var hanging = await runner.BeginDueAsync("test", default);
        await Until.Async(() => Task.FromResult(sender.Tried), tried => tried == 8);
        Assert.Empty(await runner.BeginDueAsync("test", default));
        answer.SetResult();
        await Task.WhenAll(hanging);
        Assert.Equal((12, 8), (sender.Sent.Count, sender.MostAtOnce));
    }

    [Theory, EveryDatabase]
    public async Task What_fails_is_tried_for_about_a_day_then_given_up_visibly_and_sent_by_hand(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await EnqueueAsync(node, "k", "lane", "mail");
        sender.Fails = _ => new IOException("the server is away");
        var runner = Runner(node);
        var start = time.GetUtcNow();
        while (await StateCountAsync(node, "waiting") == 1)
        {
            await runner.RunDueAsync(default);
            time.Advance(TimeSpan.FromSeconds(20));
        }
        Assert.InRange((time.GetUtcNow() - start).TotalHours, 15, 36);
        Assert.Equal(Backoff.MostTries, sender.Tried);
        var queue = new MailQueue(node.Db);
        var failed = Assert.Single(await queue.OpenAsync(default));
        Assert.Equal("failed", failed.State);
        Assert.Equal("the server is away", failed.LastError);

        Assert.Equal(0, await runner.RunDueAsync(default));
        sender.Fails = null;
        Assert.True(await node.Units.RunAsync(unit => queue.RetryAsync(unit, failed.Id), default));
        await runner.RunDueAsync(default);
        Assert.Equal(["k"], sender.Sent);
        Assert.Empty(await queue.OpenAsync(default));
    }

    [Theory, EveryDatabase]
    public async Task What_can_never_be_delivered_is_given_up_at_once_and_lets_the_next_through(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await EnqueueAsync(node, "a1", "a");
        time.Advance(TimeSpan.FromMilliseconds(5));
        await EnqueueAsync(node, "a2", "a");
        sender.Fails = key => key == "a1" ? new Undeliverable("550 no such mailbox") : null;
        var runner = Runner(node);
        await runner.RunDueAsync(default);
        await runner.RunDueAsync(default);
        Assert.Equal(["a2"], sender.Sent);
        Assert.Equal(1, await StateCountAsync(node, "failed"));
    }

    [Theory, EveryDatabase]
    public async Task A_stalled_owner_is_waited_for_while_it_beats_and_replaced_when_it_stops(TestDatabase database)
    {
        await using var one = await database.OpenAsync(time);
        await using var two = await database.OpenAsync(time);
        await EnqueueAsync(one, "k", "lane");
        var stalled = new TaskCompletionSource();
        var stuck = new Sender { Wait = stalled.Task };
        var first = Runner(one, stuck);
        var trying = first.RunDueAsync(default);
        await stuck.Began.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var second = Runner(two);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(0, await second.RunDueAsync(default));
            time.Advance(TimeSpan.FromSeconds(8));
            await first.BeatAsync(default);
        }
        Assert.Equal(0, await second.RunDueAsync(default));
        time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(1, await second.RunDueAsync(default));
        Assert.Equal(["k"], sender.Sent);

        // It comes back and finds that the delivery is no longer its own.
        stalled.SetResult();
        await trying;
        Assert.Equal(1, await StateCountAsync(one, "done"));
    }

    [Theory, EveryDatabase]
    public async Task A_node_that_goes_down_gives_back_what_it_has_not_sent(TestDatabase database)
    {
        await using var node = await database.OpenAsync(time);
        await EnqueueAsync(node, "k", "lane");
        using var stopping = new CancellationTokenSource();
        var stuck = new Sender { Wait = Task.Delay(Timeout.Infinite, stopping.Token) };
        var trying = Runner(node, stuck).RunDueAsync(stopping.Token);
        await stuck.Began.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trying);
        Assert.Equal(1, await Runner(node).RunDueAsync(default));
        Assert.Equal(["k"], sender.Sent);
    }

    [Fact]
    public void Tries_come_further_apart()
    {
        var waits = Enumerable.Range(1, Backoff.MostTries - 1).Select(tries => Backoff.After(tries, 0.5)).ToList();
        Assert.Equal(TimeSpan.FromSeconds(30), waits[0]);
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits.Sum(wait => wait.TotalHours), 18, 30);
    }

    private DeliveryRunner Runner(OpenDatabase node, Sender? by = null) =>
        new(node.Db, node.Units, [by ?? sender, new Sender("mail") { Of = by ?? sender }], time, NullLogger<DeliveryRunner>.Instance);

    private static Task EnqueueAsync(OpenDatabase node, string key, string lane, string kind = "test") =>
        node.Units.RunAsync(
            async unit =>
            {
                await Deliveries.EnqueueAsync(Unit.Of(unit), kind, key, lane, new { to = key, subject = "" });
                return 0;
            },
            default
        );

    private static Task<long> StateCountAsync(OpenDatabase node, string state) =>
        node.Db.FirstAsync<long>($"select count(*) from delivery where state = @state", new { state });

    private sealed class Sender(string kind = "test") : IDeliveryHandler
    {
        private readonly List<string> sent = [];
        private int tried;
        private int atOnce;

        public string Kind => kind;

        public Sender? Of { get; init; }

        public Func<string, Exception?>? Fails { get; set; }

        public Task? Wait { get; init; }

        public Func<string, Task>? Hangs { get; set; }

        public int MostAtOnce { get; private set; }

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Tried => tried;

        public IReadOnlyList<string> Sent
        {
            get
            {
                lock (sent)
                {
                    return [.. sent];
                }
            }
        }

        public async Task SendAsync(Delivery delivery, CancellationToken cancel)
        {
            if (Of is not null)
            {
                await Of.SendAsync(delivery, cancel);
                return;
            }
            Interlocked.Increment(ref tried);
            Began.TrySetResult();
            if (Wait is not null)
            {
                await Wait;
            }
            var key = System.Text.Json.JsonDocument.Parse(delivery.Payload).RootElement.GetProperty("to").GetString()!;
            if (Hangs is not null)
            {
                await HangAsync(Hangs(key));
            }
            if (Fails?.Invoke(key) is { } error)
            {
                throw error;
            }
            lock (sent)
            {
                sent.Add(key);
            }
        }

        private async Task HangAsync(Task answer)
        {
            lock (sent)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++atOnce);
            }
            await answer;
            lock (sent)
            {
                atOnce--;
            }
        }
    }
}
