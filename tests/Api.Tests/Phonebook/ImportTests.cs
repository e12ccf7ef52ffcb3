using System.Net;
using System.Text;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Phonebook;

/// <summary>Cases C38 and C40: what Excel, telephones and other people's programs write.</summary>
public sealed class ImportTests
{
    private const string Table =
        "E-mail;Name;Note\r\nanna@example.com;\"Nowak; Anna\";\"line 1\nline \"\"2\"\"\"\nshort@example.com;Short\r\n"
        + "bad@;Bad Address;\r\nANNA@example.com;\"Nowak; Anna\";again\r\nanna@example.com;Somebody Else;\r\nzoe@example.com;'=Zoë;\r\n";

    private const string Cards =
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81ukasz=20=\n=C5=BB=C3=B3=C5=82=C4=87\n"
        + "NOTE:an\n example\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Anna\n  Nowak\nTEL;TYPE=CELL,PREF:601 555 010\n"
        + "item1.EMAIL:anna@example.com\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nN:O\\,Neil;Shaun;;;\nTEL;VALUE=uri:tel:+48-22-555-01-23\n"
        + "END:VCARD\nBEGIN:VCARD\nVERSION:4.0\nNOTE:nobody\nEND:VCARD\n";

    static ImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory, EveryDatabase, Rule("PB-4", "PB-6")]
    public async Task A_table_is_shown_first_its_good_rows_are_taken_and_the_others_come_back_with_line_and_reason(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        byte[] file = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Table)];
        var preview = await ImportFile.PreviewAsync(scene.Mara, file);
        Assert.Equal(("csv", "utf-8", ";"), (preview.Text("format"), preview.Text("encoding"), preview.Text("delimiter")));
        Assert.Equal(
            [("E-mail", "email"), ("Name", "name"), ("Note", "note")],
            preview.At("columns").EnumerateArray().Select(column => (column.Text("header"), column.Text("field")))
        );
        Assert.Equal(["anna@example.com", "Nowak; Anna", "line 1\nline \"2\""], Cells(preview, 0));
        Assert.Empty(await Contacts.NamesAsync(scene.Mara));

        var done = await ImportFile.RunAsync(scene.Mara, file);
        Assert.Equal((6, 6, 2, 1, 3), Figures(done));
        Assert.Equal(["Nowak; Anna", "=Zoë"], await Contacts.NamesAsync(scene.Noah));
        Assert.Equal("line 1\nline \"2\"", (await Contacts.AllAsync(scene.Noah, "q=nowak")).Single().Text("note"));
        var lines = (await ImportFile.RefusedAsync(scene.Mara, done)).Split("\r\n");
        Assert.StartsWith("\uFEFFLine,Reason,Name,", lines[0], StringComparison.Ordinal);
        Assert.Equal(["4", "5", "7"], lines[1..^1].Select(line => line.Split(',')[0]));
        Assert.Contains("It has 2 cells; the first line has 3.,Short,", lines[1], StringComparison.Ordinal);
        Assert.Contains("email: Add the part after the @.", lines[2], StringComparison.Ordinal);
        Assert.Contains("Another contact has this e-mail address.", lines[3], StringComparison.Ordinal);

        // Again it adds nothing; what it is one's own stays one's own.
        Assert.Equal((6, 6, 0, 3, 3), Figures(await ImportFile.RunAsync(scene.Noah, file)));
        Assert.Equal((6, 6, 3, 1, 2), Figures(await ImportFile.RunAsync(scene.Noah, file, "personal", ("addDoubles", "true"))));
        Assert.Equal(2, (await Contacts.AllAsync(scene.Mara)).Count);
        // Another agent's import is not seen.
        using var other = await scene.Noah.SendAsync(HttpMethod.Get, $"{Contacts.Path}/imports/{done.Text("id")}");
        other.Is(HttpStatusCode.NotFound);
        using var others = await scene.Noah.SendAsync(HttpMethod.Get, $"{Contacts.Path}/imports/{done.Text("id")}/refused");
        others.Is(HttpStatusCode.NotFound);
    }

    [Theory, EveryDatabase, Rule("PB-6")]
    public async Task A_code_page_tabs_other_headers_and_columns_named_by_hand_are_understood(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var polish = Encoding.GetEncoding("windows-1250").GetBytes("Imię\tNazwisko\tFirma\tX\r\nŁukasz\tŻółć\tGęś i s-ka\t?\r\n");
        var preview = await ImportFile.PreviewAsync(scene.Mara, polish);
        Assert.Equal(("windows-1250", "\t"), (preview.Text("encoding"), preview.Text("delimiter")));
        Assert.True(preview.IsNull("columns.3.field"));
        await ImportFile.RunAsync(scene.Mara, polish);
        var found = (await Contacts.AllAsync(scene.Mara)).Single();
        Assert.Equal(("Łukasz Żółć", "Gęś i s-ka"), (found.Text("name"), found.Text("company")));

        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("A|B\nWide|wide@example.org\n")];
        using (var unknown = await ImportFile.SendAsync(scene.Mara, wide, "shared"))
        {
            await unknown.IsProblemAsync(422, "contacts-unreadable");
        }
        await ImportFile.RunAsync(scene.Mara, wide, "shared", ("columns", "name,email"));
        Assert.Equal("wide@example.org", (await Contacts.AllAsync(scene.Mara, "q=wide")).Single().Text("email"));
        foreach (
            var (name, value) in new[]
            {
                ("encoding", "utf-7"),
                ("delimiter", "x"),
                ("columns", "id"),
                ("format", "xlsx"),
                ("phonebook", "x"),
            }
        )
        {
            using var refused = await ImportFile.SendAsync(scene.Mara, wide, name == "phonebook" ? "x" : "shared", (name, value));
            await refused.IsProblemAsync(422, "validation", name);
        }
        using var empty = await ImportFile.SendAsync(scene.Mara, [], "shared");
        await empty.IsProblemAsync(422, "validation", "file");
        using var large = await ImportFile.SendAsync(scene.Mara, new byte[21 * 1024 * 1024], "shared");
        large.Is(HttpStatusCode.RequestEntityTooLarge);
        // A quotation mark that has no end takes the rest of the file with it, and nothing more.
        var open = await ImportFile.RunAsync(scene.Mara, Encoding.UTF8.GetBytes($"Name\nGood\n\"Bad\n{new string('x', 30_000)}"));
        Assert.Equal((2, 2, 1, 0, 1), Figures(open));
    }

    [Theory, EveryDatabase, Rule("PB-3", "PB-4")]
    public async Task Cards_of_three_versions_in_one_file_are_contacts(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Contacts.PolishAsync(scene);
        var file = Encoding.UTF8.GetBytes(Cards);
        Assert.Equal("vcard", (await ImportFile.PreviewAsync(scene.Mara, file)).Text("format"));
        Assert.Equal((4, 4, 3, 0, 1), Figures(await ImportFile.RunAsync(scene.Mara, file)));
        Assert.Equal((4, 4, 0, 3, 1), Figures(await ImportFile.RunAsync(scene.Mara, file)));
        var all = await Contacts.AllAsync(scene.Mara);
        Assert.Equal(["Anna Nowak", "Łukasz Żółć", "Shaun O Neil"], all.Select(one => one.Text("name")));
        Assert.Equal("+48601555010", all[0].Text("mobilePhone.number"));
        Assert.Equal("an example", all[1].Text("note"));
        Assert.Equal("+48225550123", all[2].Text("workPhone.number"));
    }

    [Theory, EveryDatabase, Rule("PB-4", "PB-6")]
    public async Task What_is_exported_holds_no_formula_and_gives_the_same_contacts_in_another_phonebook(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Contacts.PolishAsync(scene);
        string[] names = ["=1+1", "+48 Anna", "-Minus", "@at", "'=quoted", "''=twice", "'plain", "Nowak; \"A\", Anna", "=HYPERLINK(\"x\")"];
        foreach (var name in names)
        {
            await scene.Mara.PostAsync(
                Contacts.Path,
                new
                {
                    phonebook = "personal",
                    name,
                    company = $"{name}\\n",
                    note = $"{name}\nsecond; line",
                    workPhone = "22 555 01 23 wew. 7",
                    mobilePhone = "SUPPORT",
                    force = true,
                }
            );
        }
        await Contacts.AddAsync(scene.Noah, "Private Noah", "noah@example.org", "personal");
        var before = (await Contacts.AllAsync(scene.Mara)).Select(Content).ToList();
        foreach (var format in new[] { "csv", "vcard" })
        {
            using var answer = await scene.Mara.SendAsync(HttpMethod.Get, $"{Contacts.Path}/export?format={format}&phonebook=personal");
            Assert.Equal($"text/{format}", answer.Content.Headers.ContentType?.MediaType);
            var file = await answer.Content.ReadAsByteArrayAsync();
            var text = Encoding.UTF8.GetString(file);
            Assert.DoesNotContain("Private Noah", text, StringComparison.Ordinal);
            if (format == "csv")
            {
                Assert.All(Cells(text), cell => Assert.False(cell is ['=' or '+' or '-' or '@', ..], cell));
                Assert.Contains("'+48225550123;ext=7", text, StringComparison.Ordinal);
            }
            Assert.Equal(names.Length, (int)(await ImportFile.RunAsync(scene.Ines, file, "personal")).Number("added"));
            var own = await Contacts.AllAsync(scene.Ines, "phonebook=personal");
            Assert.Equal(before, own.Select(Content));
            foreach (var contact in own)
            {
                await scene.Ines.DeleteAsync($"{Contacts.Path}/{contact.Text("id")}");
            }
        }
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"{Contacts.Path}/export?format=xlsx", null, 422, "validation", "format");
        using var both = await scene.Noah.SendAsync(HttpMethod.Get, $"{Contacts.Path}/export");
        Assert.Contains("Private Noah", await both.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase, Rule("PB-6")]
    public async Task Many_rows_come_in_parts_one_import_at_a_time_and_the_progress_moves(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var file = ImportFile.Rows(6_200);
        var begun = await ImportFile.BeginAsync(scene.Mara, file, "shared");
        using (var second = await ImportFile.SendAsync(scene.Mara, file, "shared"))
        {
            await second.IsProblemAsync(409, "import-running");
        }
        var seen = new HashSet<long>();
        var done = await Until.Async(
            async () =>
            {
                var now = await scene.Mara.GetAsync($"{Contacts.Path}/imports/{begun.Text("id")}");
                seen.Add(now.Number("done"));
                return now;
            },
            now => now.Text("state") == "done"
        );
        Assert.Equal((6_200, 6_200, 6_200, 0, 0), Figures(done));
        Assert.True(seen.Count > 2, string.Join(' ', seen));
        Assert.Equal(["Row 00042"], await Contacts.NamesAsync(scene.Noah, "q=00042"));
        // The whole phonebook comes back, page after page.
        using var all = await scene.Noah.SendAsync(HttpMethod.Get, $"{Contacts.Path}/export");
        Assert.Equal(6_202, (await all.Content.ReadAsStringAsync()).Split("\r\n").Length);
    }

    [Theory, EveryDatabase, Rule("PB-6")]
    public async Task A_file_with_too_many_rows_leaves_nothing_and_one_with_none_is_done_at_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var many = Encoding.UTF8.GetBytes($"Name\n{string.Concat(Enumerable.Repeat("a\n", 200_001))}");
        using (var refused = await ImportFile.SendAsync(scene.Mara, many, "shared"))
        {
            await refused.IsProblemAsync(422, "validation", "file");
        }
        await using (var rows = await database.OpenAsync())
        {
            Assert.Equal(0, await rows.Db.FirstAsync<long>($"select count(*) from contact_import_part"));
            Assert.Equal(0, await rows.Db.FirstAsync<long>($"select count(*) from contact_import"));
        }
        Assert.Equal((0, 0, 0, 0, 0), Figures(await ImportFile.RunAsync(scene.Mara, "Name\n"u8.ToArray())));
        Assert.Empty(await Contacts.NamesAsync(scene.Mara));
    }

    private static (long Total, long Done, long Added, long Known, long Refused) Figures(JsonElement import) =>
        (import.Number("total"), import.Number("done"), import.Number("added"), import.Number("known"), import.Number("refused"));

    private static IEnumerable<string?> Cells(JsonElement preview, int row) =>
        preview.At($"rows.{row}.cells").EnumerateArray().Select(cell => cell.GetString());

    /// <summary>Every cell of a table as a spreadsheet has it.</summary>
    private static IEnumerable<string> Cells(string table)
    {
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var sign in table.TrimStart('\uFEFF'))
        {
            quoted ^= sign == '"';
            if (!quoted && sign is ',' or '\n')
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else if (sign != '"')
            {
                cell.Append(sign);
            }
        }
    }

    /// <summary>What a contact says, whatever its id and however its number was typed.</summary>
    private static string Content(JsonElement contact) =>
        string.Join(
            '|',
            contact.Text("name"),
            contact.Text("company"),
            contact.Text("note"),
            contact.Text("workPhone.number"),
            contact.Text("workPhone.extension"),
            contact.Text("mobilePhone.typed")
        );
}
