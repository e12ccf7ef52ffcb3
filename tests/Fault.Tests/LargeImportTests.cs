using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>As many contacts as a large company has, in one file, where memory is short.</summary>
public sealed class LargeImportTests(Setting setting)
{
    private const int Rows = 100_000;

    /// <summary>One of so many has no address that mail could be sent to.</summary>
    private const int Bad = 1_000;

    /// <summary>The heap may grow to 64 MB and no further: less than the rows of the file take together.</summary>
    private static readonly string[] ShortOfMemory = ["env", "DOTNET_GCHeapHardLimit=0x4000000"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    [Theory, Rule("PB-6"), Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_hundred_thousand_rows_fit_through_little_memory_and_the_progress_moves(DatabaseProvider provider)
    {
        using var company = await setting.CompanyAsync(provider);
        await using var node = new Node(company.Options, company.Folder) { Under = ShortOfMemory };
        await node.StartAsync();
        var file = Table();

        var (done, steps) = await ImportAsync(node, file);
        Assert.Equal((Rows, Rows, Rows - (Rows / Bad), 0, Rows / Bad), Figures(done));
        Assert.Equal(steps.Order(), steps);
        Assert.True(steps.Distinct().Count() > 20, string.Join(' ', steps.Distinct()));
        var lines = await RefusedAsync(node, done);
        Assert.StartsWith("\uFEFFLine,Reason,Name,", lines[0], StringComparison.Ordinal);
        // The file's first line names the columns.
        Assert.Equal(Enumerable.Range(0, Rows / Bad).Select(row => $"{(row * Bad) + 2}"), lines[1..^1].Select(line => line.Split(',')[0]));

        var (again, _) = await ImportAsync(node, file);
        Assert.Equal((Rows, Rows, 0, Rows - (Rows / Bad), Rows / Bad), Figures(again));
        var found = (await Person.WithKey.ReadAsync(node.Http, "/contacts?q=00000042")).GetProperty("items").EnumerateArray();
        Assert.Equal("Row 00000042", Assert.Single(found).GetProperty("name").GetString());
    }

    /// <summary>Everybody has the same switchboard; one in four has no address, so that it is found by that and the name.</summary>
    private static byte[] Table()
    {
        var rows = new StringBuilder("Name,E-mail,Company,Job title,Work phone,Mobile phone,Note\r\n");
        for (var row = 0; row < Rows; row++)
        {
            var email =
                row % Bad == 0 ? "nobody"
                : row % 4 == 1 ? ""
                : $"row{row}@example.org";
            rows.Append(
                CultureInfo.InvariantCulture,
                $"Row {row:D8},{email},Oak & Sons {row % 700},Sample {row % 90},+48 22 555 01 23,+48 601 {row:D6},\"Note of row {row}, for example\"\r\n"
            );
        }
        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    /// <returns>The import when it was done, and how far it was each time that it was asked.</returns>
    private static async Task<(JsonElement Done, IReadOnlyList<long> Steps)> ImportAsync(Node node, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), "file", "contacts.csv" },
            { new StringContent("shared"), "phonebook" },
        };
        using var begun = await Person.WithKey.SendAsync(node.Http, HttpMethod.Post, "/contacts/import", form);
        Assert.True(begun.StatusCode == HttpStatusCode.Accepted, $"{await begun.Content.ReadAsStringAsync()} {node.Said}");
        var now = await begun.Content.ReadFromJsonAsync<JsonElement>();
        var steps = new List<long>();
        await Eventually.TrueAsync(
            async () =>
            {
                now = await Person.WithKey.ReadAsync(node.Http, $"/contacts/imports/{now.GetProperty("id").GetString()}");
                steps.Add(now.GetProperty("done").GetInt64());
                return now.GetProperty("state").GetString() == "done";
            },
            Limit,
            () => $"it is done: {now} {node.Said}"
        );
        return (now, steps);
    }

    private static async Task<string[]> RefusedAsync(Node node, JsonElement import)
    {
        var path = $"/contacts/imports/{import.GetProperty("id").GetString()}/refused";
        using var answer = await Person.WithKey.SendAsync(node.Http, HttpMethod.Get, path);
        return Encoding.UTF8.GetString(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Split("\r\n");
    }

    private static (long Total, long Done, long Added, long Known, long Refused) Figures(JsonElement import)
    {
        var figures = new[] { "total", "done", "added", "known", "refused" }.Select(name => import.GetProperty(name).GetInt64()).ToArray();
        return (figures[0], figures[1], figures[2], figures[3], figures[4]);
    }
}
