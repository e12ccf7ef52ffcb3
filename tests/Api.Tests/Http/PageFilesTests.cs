using System.Net;
using System.Text.RegularExpressions;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Http;

/// <summary>The addresses of the pages' scripts, styles and pictures (ADR 11).</summary>
public sealed partial class PageFilesTests
{
    private const string Kept = "public, max-age=31536000, immutable";

    [Fact]
    public async Task What_a_page_names_is_kept_for_good_and_what_that_names_too()
    {
        await using var app = await XBeesApp.StartAsync();
        foreach (var page in new[] { "/conversations", "/meetings", "/settings/meetings", "/account", "/admin/agents" })
        {
            var files = Named().Matches(await app.Administrator.Http.GetStringAsync(page)).Select(it => it.Groups["path"].Value).ToArray();
            Assert.Contains(files, file => file.EndsWith(".css", StringComparison.Ordinal));
            Assert.Contains(
                files,
                file => file.EndsWith("page.js", StringComparison.Ordinal) || file.EndsWith("settings.js", StringComparison.Ordinal)
            );
            Assert.All(files, file => Assert.StartsWith("/v/", file, StringComparison.Ordinal));
            foreach (var file in files.Distinct())
            {
                using var answer = await app.Administrator.Http.GetAsync(file);
                Assert.Equal((file, HttpStatusCode.OK, Kept), (file, answer.StatusCode, answer.Headers.CacheControl?.ToString()));
                var text = await answer.Content.ReadAsStringAsync();
                foreach (
                    var beside in Beside()
                        .Matches(text)
                        .Select(it => new Uri(new Uri(app.Address, file), it.Groups["path"].Value).AbsolutePath)
                )
                {
                    using var next = await app.Administrator.Http.GetAsync(beside);
                    Assert.Equal((beside, HttpStatusCode.OK, Kept), (beside, next.StatusCode, next.Headers.CacheControl?.ToString()));
                }
            }
        }
    }

    [Fact]
    public async Task Under_another_nodes_version_ours_is_given_and_not_kept_as_theirs()
    {
        await using var app = await XBeesApp.StartAsync();
        using var anyone = app.Anonymous();
        foreach (var path in new[] { "/js/inbox/page.js", "/css/app.css", "/js/text/en.js" })
        {
            using var answer = await anyone.Http.GetAsync($"/v/0123456789ab{path}");
            Assert.Equal((HttpStatusCode.OK, "no-cache"), (answer.StatusCode, answer.Headers.CacheControl?.ToString()));
        }
    }

    [Theory]
    [InlineData("/api/v1/me")]
    [InlineData("/signin")]
    [InlineData("/js/nothing.js")]
    [InlineData("/js/../signin")]
    public async Task Nothing_else_is_found_below_a_version(string path)
    {
        await using var app = await XBeesApp.StartAsync();
        var version = Named().Match(await app.Administrator.Http.GetStringAsync("/conversations")).Groups["path"].Value[..15];
        using var answer = await app.Administrator.Http.GetAsync(version + path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual(Kept, answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Who_develops_gets_each_module_as_it_is_now()
    {
        await using var app = await XBeesApp.StartAsync(new Dictionary<string, string> { ["environment"] = "Development" });
        var page = await app.Administrator.Http.GetStringAsync("/conversations");
        Assert.DoesNotContain("/v/", page, StringComparison.Ordinal);
        Assert.Contains("<link rel=\"modulepreload\" href=\"/js/inbox/list.js\">", page, StringComparison.Ordinal);
        using var module = await app.Administrator.Http.GetAsync("/js/inbox/page.js");
        Assert.Equal("no-cache", module.Headers.CacheControl?.ToString());
        Assert.Contains("import { Inbox } from \"./inbox.js\";", await module.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Scripts, styles and pictures, but not the site's own picture.</summary>
    [GeneratedRegex("(?:href|src)=\"(?<path>/[^\"#]+\\.(?:js|css|woff2|svg))(?:#[^\"]*)?\"(?! type=\"image)")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:url\(|"")(?<path>\.\./[\w./-]+\.(?:woff2|js|svg))")]
    private static partial Regex Beside();
}
