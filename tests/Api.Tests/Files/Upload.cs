using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SkiaSharp;
using XBees.Testing.App;

namespace XBees.Api.Tests.Files;

/// <summary>Files as browsers send them, and pictures to send.</summary>
internal static class Upload
{
    public static async Task<JsonElement> FileAsync(AppClient who, string conversation, byte[] content, string name, string? alt = null)
    {
        using var answer = await SendAsync(who, conversation, content, name, alt);
        var body = await BodyAsync(answer);
        return answer.StatusCode == HttpStatusCode.Created
            ? body
            : throw new InvalidOperationException($"{name} gave {(int)answer.StatusCode}: {body}");
    }

    public static Task<JsonElement> TextAsync(AppClient who, string conversation, string name = "notes.txt") =>
        FileAsync(who, conversation, Encoding.UTF8.GetBytes("plain words"), name);

    public static async Task<HttpResponseMessage> SendAsync(
        AppClient who,
        string conversation,
        byte[] content,
        string name,
        string? alt = null
    )
    {
        var part = new ByteArrayContent(content);
        // What a browser would say of the name; it counts for nothing.
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        part.Headers.TryAddWithoutValidation(
            "Content-Disposition",
            $"form-data; name=\"file\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\""
        );
        // As browsers do.
        using var form = new MultipartFormDataContent { part };
        form.HeaderEncodingSelector = (_, _) => Encoding.UTF8;
        if (alt is not null)
        {
            form.Add(new StringContent(alt), "alt");
        }
        return await who.SendAsync(HttpMethod.Post, $"/api/v1/attachments?conversationId={conversation}", form);
    }

    public static Task<JsonElement> SayAsync(AppClient who, string conversation, string? text, params string[] attachments) =>
        who.PostAsync($"/api/v1/conversations/{conversation}/messages", Message(text, attachments));

    public static object Message(string? text, params string[] attachments) =>
        new
        {
            clientId = Guid.NewGuid(),
            text,
            attachments,
        };

    public static async Task<JsonElement> BodyAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    public static async Task<HttpStatusCode> OpensAsync(AppClient who, string id, string end = "")
    {
        using var answer = await who.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{id}{end}");
        return answer.StatusCode;
    }

    public static async Task<byte[]> ReadAsync(AppClient who, string id, string end = "")
    {
        using var answer = await who.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{id}{end}");
        return answer.EnsureSuccessStatusCode() is { } good ? await good.Content.ReadAsByteArrayAsync() : [];
    }

    /// <summary>Left half red, right half blue, so that one sees how it was turned.</summary>
    public static byte[] Picture(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A photo of a phone held upright: turned by its EXIF, which also says where and with what it was taken.</summary>
    public static byte[] Photo(int width, int height, byte orientation = 6)
    {
        var jpeg = Picture(width, height, SKEncodedImageFormat.Jpeg);
        var words = "Planted Camera 52.5200N 13.4050E\0"u8;
        byte[] exif =
        [
            .. "Exif\0\0MM\0*"u8,
            0,
            0,
            0,
            8,
            // Two entries: Model (0x0110), which lies after them, and Orientation (0x0112).
            0,
            2,
            0x01,
            0x10,
            0,
            2,
            0,
            0,
            0,
            (byte)words.Length,
            0,
            0,
            0,
            38,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
            .. words,
        ];
        var length = exif.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg.AsSpan(2)];
    }
}
