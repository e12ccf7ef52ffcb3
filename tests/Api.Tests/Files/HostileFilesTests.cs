using System.IO.Compression;
using System.Net;
using System.Text;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Files;

/// <summary>Attack rows 10 and 11 and case C42: files that say they are something else, and names that lead elsewhere.</summary>
public sealed class HostileFilesTests
{
    private const string Script = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"planted()\"><script>planted()</script></svg>";

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>What comes, and as what it goes out again; everything of another type must be a download.</summary>
    private static IEnumerable<(string Name, byte[] Content, string Type, string End)> Corpus()
    {
        const string other = "application/octet-stream";
        yield return ("photo.svg", Text(Script), other, "photo.svg");
        yield return ("photo.png", Text(Script), other, "photo.png");
        yield return ("page.html", Text("<!doctype html><script>planted()</script>"), other, "page.html");
        yield return (
            "page.xhtml",
            Text("<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>planted()</script></html>"),
            other,
            "page.xhtml"
        );
        yield return ("feed.xml", Text("<?xml version=\"1.0\"?><?xml-stylesheet href=\"x.xsl\"?><a/>"), other, "feed.xml");
        yield return ("script.js", Text("planted()"), other, "script.js");
        yield return (
            "form.pdf",
            Text("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
            "application/pdf",
            "form.pdf"
        );
        yield return ("late.pdf", Text("<script>planted()</script>%PDF-1.7"), other, "late.pdf");
        yield return ("both.gif", [.. "GIF89a/*"u8, 0, 0, 0, .. Text("*/=1;planted()")], other, "both.gif");
        yield return ("broken.jpg", Upload.Picture(300, 200, SkiaSharp.SKEncodedImageFormat.Jpeg)[..200], other, "broken.jpg");
        yield return ("bomb.png", Bomb(20_000, 10_000), other, "bomb.png");
        yield return ("photo.heic", [0, 0, 0, 24, .. "ftypheic0000"u8], "image/heic", "photo.heic");
        yield return ("picture.html", Upload.Picture(20, 10), "image/png", "picture.html.png");
        yield return (".htaccess", Text("AddType text/html .png"), other, "htaccess");
        yield return ("​.htaccess", Text("AddType text/html .png"), other, "htaccess");
        yield return ("..\\..\\a\"onerror=.pdf", Text("%PDF-1.7"), "application/pdf", "a%22onerror=.pdf");
        yield return ("../../../../etc/cron.d/x", Text("x"), other, "x");
        yield return ("invoice‮fdp.exe", Text("MZ"), other, "invoicefdp.exe");
        yield return ("CON.txt", Text("x"), other, "_CON.txt");
        yield return ($"{new string('n', 300)}.txt", Text("x"), other, ".txt");
        yield return ("..", Text("x"), other, "file");
        yield return ("​", Text("x"), other, "file");
    }

    [Theory, EveryDatabase, Rule("FI-2", "FI-3")]
    public async Task Nothing_runs_whatever_it_is_and_whatever_it_is_called(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        string[] shown = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];
        foreach (var (name, content, type, end) in Corpus())
        {
            var card = await Upload.FileAsync(grace, id, content, name);
            Assert.Equal((name, type), (name, card.Text("type")));
            Assert.EndsWith(end, card.Text("name"), StringComparison.Ordinal);
            Assert.InRange(card.Text("name").Length, 1, 151);
            using var answer = await grace.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{card.Text("id")}");
            Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            var disposition = answer.Content.Headers.ContentDisposition!;
            Assert.Equal((name, shown.Contains(type) ? "inline" : "attachment"), (name, disposition.DispositionType));
            Assert.Equal(card.Text("name"), disposition.FileNameStar);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal((name, !shown.Contains(type)), (name, policy.Contains("sandbox", StringComparison.Ordinal)));
            Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
            // Kept as it is, but for pictures, which hold what one sees and nothing else.
            var stored = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(type.StartsWith("image/p", StringComparison.Ordinal) || content.AsSpan().SequenceEqual(stored), name);
        }
        var folder = Path.Combine(scene.App.Database.Folder, "files");
        Assert.All(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)),
            path => Assert.Matches("^([0-9a-z]{2}/att_[0-9a-z]{26}(\\.small)?|\\.xbees-files)$", path)
        );
    }

    [Theory, EveryDatabase, Rule("FI-2")]
    public async Task A_picture_that_is_a_script_too_comes_out_as_a_picture_alone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        foreach (
            var (name, content) in new[]
            {
                ("both.png", [.. Upload.Picture(20, 10), .. Text("<script>planted()</script>")]),
                ("both.jpg", [.. Upload.Picture(20, 10, SkiaSharp.SKEncodedImageFormat.Jpeg), .. Text("<script>planted()</script>")]),
                ("both.webp", [.. Upload.Picture(20, 10, SkiaSharp.SKEncodedImageFormat.Webp), .. Text("<script>planted()</script>")]),
                ("both.gif", PictureTests.Moving()),
            }
        )
        {
            var card = await Upload.FileAsync(grace, id, content, name);
            Assert.StartsWith("image/", card.Text("type"), StringComparison.Ordinal);
            var stored = Encoding.Latin1.GetString(await Upload.ReadAsync(grace, card.Text("id")));
            Assert.DoesNotContain("planted", stored, StringComparison.Ordinal);
        }
    }

    [Theory, EveryDatabase, Rule("FI-1")]
    public async Task What_is_no_file_is_refused_in_words(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        using var empty = await Upload.SendAsync(grace, id, [], "empty.txt");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var words = new MultipartFormDataContent { { new StringContent("no file"), "file" } };
        using var none = await grace.SendAsync(HttpMethod.Post, $"/api/v1/attachments?conversationId={id}", words);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        using var json = await grace.SendAsync(HttpMethod.Post, $"/api/v1/attachments?conversationId={id}", new { file = "x" });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
    }

    /// <summary>A PNG of white pixels: some 40 kB that would be 200 megapixels (C42).</summary>
    private static byte[] Bomb(int width, int height)
    {
        var lines = new MemoryStream();
        using (var zlib = new ZLibStream(lines, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var line = new byte[1 + width / 8];
            for (var i = 0; i < height; i++)
            {
                zlib.Write(line);
            }
        }
        byte[] head = [.. Big(width), .. Big(height), 1, 0, 0, 0, 0];
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", head), .. Chunk("IDAT", lines.ToArray()), .. Chunk("IEND", [])];

        static byte[] Chunk(string name, byte[] data)
        {
            byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
            return [.. Big(data.Length), .. named, .. Big((int)Crc(named))];
        }

        static byte[] Big(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var one in data)
        {
            crc ^= one;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
