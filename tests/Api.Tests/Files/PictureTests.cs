using System.Text;
using SkiaSharp;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Files;

/// <summary>Pictures are written anew: measured, upright, without what else was in the file (FI-3).</summary>
public sealed class PictureTests
{
    [Theory, EveryDatabase, Rule("FI-3")]
    public async Task A_photo_stands_upright_and_tells_neither_place_nor_camera(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var photo = Upload.Photo(900, 600);
        Assert.Contains("Planted", Encoding.Latin1.GetString(photo), StringComparison.Ordinal);
        var card = await Upload.FileAsync(grace, id, photo, "IMG_0001.JPG", "A red and a blue half");
        Assert.Equal(("image/jpeg", 600L, 900L), (card.Text("type"), card.Number("width"), card.Number("height")));
        var whole = await Upload.ReadAsync(grace, card.Text("id"));
        Assert.Equal(card.Number("size"), whole.Length);
        Assert.DoesNotContain("Planted", Encoding.Latin1.GetString(whole), StringComparison.Ordinal);
        using (var turned = SKBitmap.Decode(whole))
        {
            // What lay on the left of the sensor is on top.
            Assert.Equal((600, 900), (turned.Width, turned.Height));
            Assert.True(turned.GetPixel(300, 100).Red > 200 && turned.GetPixel(300, 800).Blue > 200);
        }
        using (var small = SKBitmap.Decode(await Upload.ReadAsync(grace, card.Text("id"), "/thumbnail")))
        {
            Assert.Equal((426, 640), (small.Width, small.Height));
            Assert.True(small.GetPixel(200, 60).Red > 200 && small.GetPixel(200, 600).Blue > 200);
        }
        var said = await Upload.SayAsync(grace, id, null, card.Text("id"));
        Assert.Equal("A red and a blue half", said.At("attachments")[0].Text("alt"));
    }

    [Theory, EveryDatabase, Rule("FI-3")]
    public async Task What_a_picture_shows_can_be_said_until_it_is_sent(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var file = (await Upload.FileAsync(scene.Mara, id, Upload.Picture(30, 20), "x.png")).Text("id");
        var path = $"/api/v1/attachments/{file}";
        Assert.Equal("A plan", (await scene.Mara.PatchAsync(path, new { alt = " A plan\u202e" })).Text("alt"));
        using (var long500 = await scene.Mara.SendAsync(HttpMethod.Patch, path, new { alt = new string('x', 501) }))
        {
            Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, long500.StatusCode);
        }
        using (var foreign = await scene.Noah.SendAsync(HttpMethod.Patch, path, new { alt = "Mine" }))
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, foreign.StatusCode);
        }
        var said = await Upload.SayAsync(scene.Mara, id, "Look", file);
        Assert.Equal("A plan", said.At("attachments")[0].Text("alt"));
        using var late = await scene.Mara.SendAsync(HttpMethod.Patch, path, new { alt = "Later" });
        Assert.Equal(System.Net.HttpStatusCode.NotFound, late.StatusCode);
    }

    [Theory, Rule("FI-3")]
    [InlineData(1, 100, 50, true)]
    [InlineData(2, 100, 50, false)]
    [InlineData(3, 100, 50, false)]
    [InlineData(4, 100, 50, true)]
    [InlineData(5, 50, 100, true)]
    [InlineData(6, 50, 100, true)]
    [InlineData(7, 50, 100, false)]
    [InlineData(8, 50, 100, false)]
    public async Task Every_way_to_hold_a_camera_comes_out_upright(byte orientation, int width, int height, bool redFirst)
    {
        using var pictures = new XBees.Infrastructure.Files.Pictures();
        var read = await pictures.ReadAsync(
            Domain.Files.FileKind.Jpeg,
            new MemoryStream(Upload.Photo(100, 50, orientation)),
            CancellationToken.None
        );
        using var upright = SKBitmap.Decode(read!.Content);
        Assert.Equal((width, height), (upright.Width, upright.Height));
        // Red lay on the left: of 1 to 4 it is on the left or right, of 5 to 8 on top or at the bottom.
        var first = upright.GetPixel(width / 8, height / 8);
        Assert.Equal(redFirst, first.Red > 200 && first.Blue < 60);
    }

    [Fact, Rule("FI-3")]
    public async Task A_moving_gif_keeps_moving_and_loses_the_rest()
    {
        using var pictures = new XBees.Infrastructure.Files.Pictures();
        var read = await pictures.ReadAsync(Domain.Files.FileKind.Gif, new MemoryStream(Moving()), CancellationToken.None);
        var text = Encoding.Latin1.GetString(read!.Content);
        Assert.DoesNotContain("planted", text, StringComparison.Ordinal);
        Assert.Contains("NETSCAPE2.0", text, StringComparison.Ordinal);
        Assert.Equal(0x3B, read.Content[^1]);
        using var codec = SKCodec.Create(new MemoryStream(read.Content));
        Assert.Equal((2, 200, 2), (codec.FrameCount, codec.FrameInfo[0].Duration, read.Width));
    }

    /// <summary>Two frames of 2 × 2 pixels with a comment, and a script after its end.</summary>
    internal static byte[] Moving()
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x44, 0x02, 0x05, 0];
        byte[] wait = [0x21, 0xF9, 4, 0, 20, 0, 0, 0];
        return
        [
            .. "GIF89a"u8,
            2,
            0,
            2,
            0,
            0x80,
            0,
            0,
            255,
            0,
            0,
            0,
            0,
            255,
            0x21,
            0xFF,
            11,
            .. "NETSCAPE2.0"u8,
            3,
            1,
            0,
            0,
            0,
            0x21,
            0xFE,
            7,
            .. "planted"u8,
            0,
            .. wait,
            .. frame,
            .. wait,
            .. frame,
            0x3B,
            .. "planted();"u8,
        ];
    }
}
