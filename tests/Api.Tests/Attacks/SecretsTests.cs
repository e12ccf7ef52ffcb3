using System.Text;
using XBees.Api.Tests.Http;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Attacks;

/// <summary>Attack row 6: every secret that there is, looked for wherever something comes out.</summary>
public sealed class SecretsTests
{
    private const string MasterKey = "planted-master-key-0123456789-0123456789";
    private const string SmtpPassword = "planted-smtp-password";
    private const string CalendarAddress = "planted-calendar-address";
    private const string NewPassword = "planted horse 99";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["XBees:MasterKey"] = MasterKey,
        ["XBees:Mail:Smtp:Password"] = SmtpPassword,
        ["XBees:Outside:Allow"] = "127.0.0.1",
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:Microsoft"] = "Trace",
        // All of it into the test's own hands and nothing onto the screen.
        ["Logging:Console:LogLevel:Default"] = "None",
        ["Logging:Console:LogLevel:Microsoft"] = "None",
    };

    [Theory, EveryDatabase, Rule("PV-6", "AP-2", "AP-8", "MS-17")]
    public async Task No_answer_event_or_line_of_the_log_holds_a_secret(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: Settings);
        var planted = await PlantAsync(scene);
        var id = planted.Conversation;
        var crawled = 0;
        foreach (var (who, client) in planted.Roles)
        {
            await using var stream = client is null ? null : await EventStream.OpenAsync(client);
            if (stream is not null)
            {
                // Something that each of them hears of: words, a new head, or what they begin themselves.
                await Scene.SayAsync(scene.Mara, id, $"for {who}");
                await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { description = $"for {who}" });
                if (who is "another guest")
                {
                    await Scene.StartAsync(client!);
                }
                else if (who is "a Basic agent")
                {
                    await client!.PostAsync("/api/v1/conversations", new { name = "Own", members = Array.Empty<object>() });
                }
                var seen = await stream.UntilAsync(made => made.Name.StartsWith("conversation.", StringComparison.Ordinal));
                planted.Search(string.Join('\n', seen.Select(made => made.Data.GetRawText())), $"the events of {who}");
            }
            foreach (var route in Routes.Of(scene.App).Where(route => route.Method == "GET" && route.Path != "/api/v1/events"))
            {
                foreach (var path in planted.Fill(route.Path))
                {
                    using var anonymous = scene.App.Anonymous();
                    using var answer = await (client ?? anonymous).SendAsync(
                        HttpMethod.Get,
                        path,
                        null,
                        ("Accept", "text/html,application/json")
                    );
                    var headers = answer
                        .Headers.Concat(answer.Content.Headers)
                        .Select(header => $"{header.Key}: {string.Join(' ', header.Value)}");
                    // An answer may hand its own session a new cookie; that one is not among those planted.
                    planted.Search(string.Join('\n', headers) + "\n" + await answer.Content.ReadAsStringAsync(), $"GET {path} for {who}");
                    crawled++;
                }
            }
            using var document = await scene.App.Administrator.SendAsync(HttpMethod.Get, "/openapi/v1.json");
            planted.Search(await document.Content.ReadAsStringAsync(), "the document");
        }
        Assert.True(crawled > 200, $"Only {crawled} answers were looked at.");
        Assert.NotEmpty(scene.App.Log.All);
        var log = scene.App.Log.All;
        planted.Search(string.Join('\n', log), "the log");
        Assert.Empty(planted.Found);
    }

    [Theory, EveryDatabase, Rule("PV-6", "AP-2", "AU-3", "GU-2")]
    public async Task No_secret_lies_readable_in_the_database(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, settings: Settings);
        var planted = await PlantAsync(scene);
        planted.Search(await EverythingAsync(database), "the database");
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            foreach (var file in Directory.GetFiles(database.Folder, "xbees.db*"))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes);
                planted.Search(Encoding.Latin1.GetString(bytes.ToArray()), Path.GetFileName(file));
            }
        }
        Assert.Empty(planted.Found);
        await using var open = await database.OpenAsync();
        // The keys of the cookies lie sealed, and only the master key opens them.
        var keys = await open.Db.ListAsync<string>($"select xml from data_protection_key");
        Assert.NotEmpty(keys);
        Assert.All(keys, xml => Assert.Contains("<masterKey", xml, StringComparison.Ordinal));
        Assert.All(keys, xml => Assert.DoesNotContain("<value>", xml, StringComparison.Ordinal));
    }

    private static async Task<Planted> PlantAsync(Scene scene)
    {
        var app = scene.App;
        var grace = await scene.GuestAsync();
        var other = await scene.GuestAsync("Otto Other", "otto@example.org");
        var id = await Scene.StartAsync(grace);
        var message = await Scene.SayAsync(scene.Mara, id, "Hello");
        var file = (await Files.Upload.FileAsync(scene.Mara, id, Files.Upload.Picture(20, 10), "plan.png")).Text("id");
        await Files.Upload.SayAsync(scene.Mara, id, "Look", file);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/draft", new { text = "Half" });
        var slug = await Meetings.Schedulers.SlugAsync(scene.Mara);
        var free = await Meetings.Schedulers.FreeAsync(app, slug, TimeProvider.System.GetUtcNow());
        var meeting = await Meetings.Schedulers.BookAsync(await scene.GuestAtLinkAsync(scene.Mara), slug, free[0]);
        var contact = await Phonebook.Contacts.AddAsync(scene.Mara, "Carl Contact", "carl@example.org");
        var import = await Phonebook.ImportFile.RunAsync(scene.Mara, Phonebook.ImportFile.Rows(1));
        var feed = (await scene.Mara.PostAsync("/api/v1/me/calendar-feed")).Text("url");
        await using var publisher = await Calendars.Publisher.StartAsync();
        publisher.Publishes();
        await scene.Mara.PostAsync(Calendars.Connected.Path, new { kind = "ics", url = $"{publisher.Address}?key={CalendarAddress}" });
        await Crm.Records.ConnectAsync(scene);
        await scene.Mara.PostAsync(Crm.Records.Path(grace), Crm.Records.Form);
        var basic = scene.Keep(await app.AgentAsync("Bea Basic", "Basic"));
        var everything = scene.Keep(await app.ApiKeyAsync([.. Application.KeyScopes.Known]));
        var narrow = scene.Keep(await app.ApiKeyAsync(["conversations:read"], scene.Mara.Id));
        var invited = await app.Administrator.PostAsync("/api/v1/admin/agents", new { name = "New", email = "new@ternhaus.example" });
        await app.Administrator.PostAsync("/api/v1/me/password", new { current = XBeesApp.Password, @new = NewPassword });
        // A token that opens nothing, and a password that is wrong: what was sent is not written down either.
        using (var stranger = app.Anonymous())
        {
            using var failed = await stranger.SubmitAsync(
                "/signin",
                new() { ["Email"] = XBeesApp.AdministratorEmail, ["Password"] = "planted wrong password" }
            );
            using var reset = await stranger.SubmitAsync("/reset", new() { ["Email"] = "mara.nowak@ternhaus.example" });
            using var dead = await stranger.SendAsync(
                HttpMethod.Get,
                "/api/v1/me",
                null,
                ("Authorization", "Bearer xbg_planted-dead-token")
            );
        }
        var ids = new Dictionary<string, string[]>
        {
            ["/api/v1/attachments/{id}"] = [file],
            ["/api/v1/conversations/{id}"] = [id],
            ["/api/v1/guests/{id}"] = [grace.Id],
            ["/api/v1/contacts/{id}"] = [contact.Text("id")],
            ["/api/v1/contacts/imports/{id}"] = [import.Text("id")],
            ["/api/v1/meetings/{id}"] = [meeting.Text("id")],
            ["/api/v1/admin/agents/{id}"] = [scene.Mara.Id, invited.Text("agent.id")],
            ["/api/v1/admin/services/{id}"] = [scene.ServiceId],
            ["/api/v1/admin/widgets/{id}"] = [(await app.Administrator.GetAsync("/api/v1/admin/widgets")).Items()[0].Text("id")],
            ["/api/v1/widgets/{key}"] = [scene.WidgetKey],
            ["/api/v1/links/{slug}"] = [slug],
            ["/api/v1/schedulers/{slug}"] = [slug],
            ["/c/{slug}"] = [slug],
            ["/w/{key}"] = [scene.WidgetKey],
        };
        var identity = await app.Administrator.PostAsync($"/api/v1/admin/widgets/{ids["/api/v1/admin/widgets/{id}"][0]}/identity-secrets");
        var token = invited.Text("invitationUrl").Split('/')[^1];
        return new(
            id,
            message.Text("id"),
            ids,
            [
                ("nobody", null),
                ("a guest", grace),
                ("another guest", other),
                ("a Basic agent", basic),
                ("an agent", scene.Mara),
                ("a manager", scene.Ines),
                ("an administrator", app.Administrator),
                ("a key for all", everything),
                ("a narrow key", narrow),
            ],
            [
                grace.Bearer!,
                other.Bearer!,
                everything.Bearer!,
                narrow.Bearer!,
                token,
                identity.Text("secret"),
                Path.GetFileNameWithoutExtension(new Uri(feed).AbsolutePath),
                XBeesApp.Password,
                NewPassword,
                MasterKey,
                SmtpPassword,
                CalendarAddress,
                "planted wrong password",
                "xbg_planted-dead-token",
                .. Cookies(scene.Mara),
                .. Cookies(app.Administrator),
            ]
        );
    }

    private static IEnumerable<string> Cookies(AppClient client) =>
        client.Cookies.GetAllCookies().Where(cookie => cookie.Name == "xbees").Select(cookie => cookie.Value);

    /// <summary>Every row of every table as text.</summary>
    private static async Task<string> EverythingAsync(TestDatabase database)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            return "";
        }
        await using var connection = new Npgsql.NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var names = new Npgsql.NpgsqlCommand(
            "select string_agg(format('select %L || t::text as line from %I t', table_name || ' ', table_name), ' union all ') "
                + "from information_schema.tables where table_schema = 'public'",
            connection
        );
        await using var rows = new Npgsql.NpgsqlCommand(
            $"select string_agg(line, E'\\n') from ({await names.ExecuteScalarAsync()}) x",
            connection
        );
        var text = (string)(await rows.ExecuteScalarAsync())!;
        Assert.Contains("grace@example.org", text, StringComparison.Ordinal);
        return text;
    }

    private sealed class Planted(
        string conversation,
        string message,
        IReadOnlyDictionary<string, string[]> ids,
        IReadOnlyList<(string Who, AppClient? Client)> roles,
        IReadOnlyList<string> secrets
    )
    {
        // As it is, and as a log or a blob might write it.
        private readonly (string Secret, string Form)[] forms =
        [
            .. secrets.SelectMany(secret =>
                new[]
                {
                    (secret, secret),
                    (secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))),
                    (secret, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret))),
                }
            ),
        ];

        public string Conversation => conversation;

        public IReadOnlyList<(string Who, AppClient? Client)> Roles => roles;

        public List<string> Found { get; } = [];

        public void Search(string text, string where)
        {
            foreach (var (secret, form) in forms.Where(form => text.Contains(form.Form, StringComparison.Ordinal)))
            {
                var at = text.IndexOf(form, StringComparison.Ordinal);
                Found.Add($"{secret} in {where}: {text[Math.Max(0, at - 200)..at]}");
            }
        }

        /// <summary>The route with what there is in place of its parameters; one that nobody fills would be looked at in vain.</summary>
        public IEnumerable<string> Fill(string route)
        {
            route = route.Replace("{messageId}", message, StringComparison.Ordinal);
            if (!route.Contains('{'))
            {
                return [route];
            }
            if (route.Contains("{token}", StringComparison.Ordinal))
            {
                return [route.Replace("{token}", "unknown", StringComparison.Ordinal)];
            }
            var known = ids.Where(entry => route.StartsWith(entry.Key, StringComparison.Ordinal)).ToList();
            if (known.Count == 1)
            {
                return known[0].Value.Select(value => System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", value));
            }
            return
                route.StartsWith("/problems/", StringComparison.Ordinal)
                || route.StartsWith("/conversations", StringComparison.Ordinal)
                || !route.StartsWith("/api/", StringComparison.Ordinal)
                ? [System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", conversation)]
                : throw new InvalidOperationException($"Nothing fills {route}.");
        }
    }
}
