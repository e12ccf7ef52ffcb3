using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>
/// Fault 2: the process is killed at each step between what somebody asks for and what the world gets of it. An agent invites somebody: that
/// writes a row, a notice that listeners hear of, and a mail.
/// </summary>
public sealed class KilledAtEachStepTests(Setting setting)
{
    private const string Invited = "invited@example.org";

    [Theory, Rule("AP-5", "AC-2", "AP-6"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public Task Before_the_commit_it_has_happened_not_at_all_or_once_and_the_same_request_settles_it(DatabaseProvider provider) =>
        RunAsync(
            provider,
            async scene =>
            {
                await using (await scene.LockAsync())
                {
                    var asked = scene.InviteAsync("first");
                    // It is there, and waits for the lock: what came after it was answered.
                    await scene.Chat.TimelineAsync(scene.Node.Http, Person.WithKey);
                    Assert.False(asked.IsCompleted);
                    await scene.Node.KillAsync();
                    await Assert.ThrowsAsync<HttpRequestException>(() => asked);
                }
                await scene.Node.StartAsync();
                // A database may still have had it done for whoever asked and was gone.
                Assert.InRange(await scene.CountAsync("invitation"), 0, provider == DatabaseProvider.Sqlite ? 0 : 1);

                Assert.Equal(HttpStatusCode.Created, (await scene.InviteAsync("first")).Status);
                await scene.MailedAsync(times: 1);
            }
        );

    [Theory, Rule("AP-5", "AC-2", "AP-6"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public Task Between_commit_and_sending_it_is_sent_after_the_start(DatabaseProvider provider) =>
        RunAsync(
            provider,
            async scene =>
            {
                scene.Mails.SilentAtFirst = true;
                var id = (await scene.InviteAsync("first")).Id;
                await scene.UntilAsync(() => scene.Mails.Connections > 0, "the mail is about to be sent");
                await scene.Node.KillAsync();
                Assert.Empty(scene.Mails.To(Invited));
                scene.Mails.SilentAtFirst = false;
                await scene.Node.StartAsync();

                await scene.MailedAsync(times: 1);
                Assert.Equal((HttpStatusCode.Created, id), await scene.InviteAsync("first"));
            }
        );

    [Theory, Rule("AP-5", "AC-2", "AP-6"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public Task While_it_is_sent_it_comes_again_under_the_same_id(DatabaseProvider provider) =>
        RunAsync(
            provider,
            async scene =>
            {
                scene.Mails.SilentAtLast = true;
                await scene.InviteAsync("first");
                await scene.UntilAsync(() => scene.Mails.To(Invited).Count == 1, "the mail was taken");
                await scene.Node.KillAsync();
                scene.Mails.SilentAtLast = false;
                await scene.Node.StartAsync();

                await scene.MailedAsync(times: 2);
            }
        );

    [Theory, Rule("AP-5", "AC-2", "AP-6"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public Task Between_sending_and_the_mark_it_comes_again_under_the_same_id(DatabaseProvider provider) =>
        RunAsync(
            provider,
            async scene =>
            {
                DbConnection? held = null;
                scene.Mails.BeforeItSaysSo = async () => held ??= await scene.LockAsync();
                await scene.InviteAsync("first");
                await scene.UntilAsync(() => scene.Mails.Told, "the mail server has said that it took it");
                await scene.Node.KillAsync();
                await held!.DisposeAsync();
                Assert.Equal(1, await scene.CountAsync("delivery where kind = 'mail' and state = 'waiting'"));
                await scene.Node.StartAsync();

                await scene.MailedAsync(times: 2);
            }
        );

    [Theory, Rule("AP-5", "AC-2", "AP-6"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public Task After_the_mark_it_does_not_come_again(DatabaseProvider provider) =>
        RunAsync(
            provider,
            async scene =>
            {
                var id = (await scene.InviteAsync("first")).Id;
                await scene.MailedAsync(times: 1);
                await scene.Node.KillAsync();
                await scene.Node.StartAsync();
                Assert.Equal((HttpStatusCode.Created, id), await scene.InviteAsync("first"));

                // What is written later leaves later: nothing of the first is behind it.
                await scene.InviteAsync("second", "second@example.org");
                await scene.UntilAsync(() => scene.Mails.To("second@example.org").Count == 1, "the next mail was taken");
                await scene.MailedAsync(times: 1);
            }
        );

    private async Task RunAsync(DatabaseProvider provider, Func<Scene, Task> test)
    {
        using var company = await setting.CompanyAsync(provider);
        await using var mails = new StoppableMailServer();
        await using var node = new Node(company.Options, company.Folder, mails.Settings);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        await using var stream = await EventStream.OpenAsync(node.Http, Person.WithKey);
        var before = (await chat.TimelineAsync(node.Http, Person.WithKey)).Count;
        var scene = new Scene(company, node, mails, chat);
        await test(scene);

        // Listeners came back and heard of each entry once, and of none that is not there.
        var last = await chat.Guest.SendAsync(node.Http, HttpMethod.Post, chat.Messages, new { clientId = Guid.NewGuid(), text = "Last" });
        last.EnsureSuccessStatusCode().Dispose();
        var timeline = await chat.TimelineAsync(node.Http, Person.WithKey);
        Assert.Single(timeline, entry => IsInvitation(entry, Invited));
        var ids = timeline.Select(entry => entry.GetProperty("id").GetString()!).ToList();
        await stream.UntilAsync(heard => heard.Messages.Contains(ids[^1]), Eventually.FiveTimes(5), "the last entry is heard of");
        Assert.Equal(ids.Skip(before), stream.Messages.Where(ids.Contains));
    }

    private static bool IsInvitation(JsonElement entry, string address) =>
        entry.GetProperty("notice") is { ValueKind: JsonValueKind.Object } notice
        && notice.GetProperty("type").GetString() == "invited"
        && notice.GetProperty("name").GetString() == address;

    private sealed record Scene(Company Company, Node Node, StoppableMailServer Mails, Chat Chat)
    {
        /// <summary>With a key of its own, so that the same request can be sent again.</summary>
        public async Task<(HttpStatusCode Status, string? Id)> InviteAsync(string key, string address = Invited)
        {
            using var answer = await Person.WithKey.SendAsync(
                Node.Http,
                HttpMethod.Post,
                $"/conversations/{Chat.ConversationId}/invitations",
                new { email = address },
                ("Idempotency-Key", key)
            );
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (answer.StatusCode, body.TryGetProperty("id", out var id) ? id.GetString() : null);
        }

        /// <summary>Nobody else can write until it is disposed of.</summary>
        public async Task<DbConnection> LockAsync()
        {
            var sqlite = Company.Options.Provider == DatabaseProvider.Sqlite;
            DbConnection connection = sqlite
                ? new SqliteConnection(Company.Options.ConnectionString + ";Pooling=false")
                : new NpgsqlConnection(Company.Options.ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sqlite ? "begin immediate" : "begin; lock table message, delivery in share row exclusive mode";
            await command.ExecuteNonQueryAsync();
            return connection;
        }

        public Task<long> CountAsync(string rows) => Truth.CountAsync(Company.Options, $"select count(*) from {rows}");

        public Task UntilAsync(Func<bool> condition, string what) =>
            Eventually.TrueAsync(condition, Eventually.FiveTimes(30), () => $"{what}. {Node.Said}");

        /// <summary>So many mails, all of one id, and none that waits.</summary>
        public async Task MailedAsync(int times)
        {
            await Eventually.TrueAsync(
                async () => await CountAsync("delivery where kind = 'mail' and state <> 'done'") == 0,
                Eventually.FiveTimes(30),
                () => $"no mail waits. {Node.Said}"
            );
            Assert.Equal(times, Mails.To(Invited).Count);
            Assert.Single(Mails.To(Invited).Distinct());
            Assert.Equal(1, await CountAsync($"invitation where email = '{Invited}'"));
        }
    }
}
