using System.Net;
using SkiaSharp;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace XBees.Api.Tests.Links;

/// <summary>The agent's addresses as codes, read by a reader that none of us wrote.</summary>
public sealed class QrCodeTests
{
    [Theory, EveryDatabase, Rule("IN-12")]
    public async Task It_holds_the_link_as_it_is_now(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var first = await ReadAsync(scene.Mara, "chat");
        Assert.Equal((await scene.Mara.GetAsync("/api/v1/me")).Text("link"), first);
        Assert.Equal(first + "/schedule", await ReadAsync(scene.Mara, "schedule"));
        await scene.Mara.PostAsync("/api/v1/me/slug");
        var renewed = await ReadAsync(scene.Mara, "chat");
        Assert.NotEqual(first, renewed);
        Assert.Equal((await scene.Mara.GetAsync("/api/v1/me")).Text("link"), renewed);
        foreach (var unknown in new[] { "?of=feed", "?of=", "" })
        {
            await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/me/qr-code{unknown}", null, 422, "validation", "of");
        }
    }

    private static async Task<string> ReadAsync(AppClient agent, string of)
    {
        using var answer = await agent.SendAsync(HttpMethod.Get, $"/api/v1/me/qr-code?of={of}");
        answer.Is(HttpStatusCode.OK);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        using var picture = SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(picture.Width >= 300, $"{picture.Width} pixels are too few to be printed.");
        using var plain = picture.Copy(SKColorType.Bgra8888);
        var light = new RGBLuminanceSource(plain.Bytes, plain.Width, plain.Height, RGBLuminanceSource.BitmapFormat.BGRA32);
        // As it was drawn: finding a code in a photograph, which the reader does worse than a phone, is not asked for.
        var hints = new Dictionary<DecodeHintType, object> { [DecodeHintType.PURE_BARCODE] = true };
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light)), hints).Text;
    }
}
