using System.Text;
using CsCheck;
using XBees.Domain.Files;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Files;

/// <summary>A file is what its content says (FI-2).</summary>
public sealed class FileKindTests
{
    [Theory, Rule("FI-2")]
    [InlineData("%PDF-1.7", "application/pdf")]
    [InlineData(" %PDF-1.7", "application/octet-stream")]
    [InlineData("GIF89a....", "image/gif")]
    [InlineData("GIF90a....", "application/octet-stream")]
    [InlineData("RIFF....WEBPVP8 ", "image/webp")]
    [InlineData("RIFF....WAVEfmt ", "audio/wav")]
    [InlineData("RIFF....AVI LIST", "application/octet-stream")]
    [InlineData("RIFF", "application/octet-stream")]
    [InlineData("OggS....", "audio/ogg")]
    [InlineData("ID3.....", "audio/mpeg")]
    [InlineData("....ftypisom", "video/mp4")]
    [InlineData("....ftypqt  ", "video/quicktime")]
    [InlineData("....ftypM4A ", "audio/mp4")]
    [InlineData("....ftypheic", "image/heic")]
    [InlineData("....ftypcrx ", "application/octet-stream")]
    [InlineData("<svg onload=x>", "application/octet-stream")]
    [InlineData("<!doctype html>", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void The_first_bytes_tell(string head, string type) => Assert.Equal(type, FileKind.Of(Encoding.Latin1.GetBytes(head)).Type);

    [Fact, Rule("FI-2")]
    public void What_browsers_show_can_run_nothing()
    {
        string[] shown = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];
        Gen.Byte.Array[0, FileKind.Head]
            .Sample(head =>
            {
                var type = FileKind.Of(head).Type;
                Assert.Equal(
                    FileKind.IsShown(type),
                    shown.Contains(type)
                        || type.StartsWith("audio/", StringComparison.Ordinal)
                        || type.StartsWith("video/", StringComparison.Ordinal)
                );
            });
        Assert.DoesNotContain(
            new[] { "image/svg+xml", "text/html", "application/xhtml+xml", "text/xml", "image/heic", "application/octet-stream" },
            FileKind.IsShown
        );
    }
}
