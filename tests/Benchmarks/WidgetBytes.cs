using System.IO.Compression;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>P13: what a host page loads before the chat is opened.</summary>
internal static class WidgetBytes
{
    public static async Task RunAsync()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        using var answer = await node.Http.GetAsync("/widget.js");
        if (!answer.IsSuccessStatusCode)
        {
            Report.Say($"P13 not measured: /widget.js answers {(int)answer.StatusCode}");
            return;
        }
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await answer.Content.CopyToAsync(brotli);
        }
        Report.Say($"P13 loader {packed.Length / 1024.0:n2} KB brotli (goal 3, limit 5)");
    }
}
