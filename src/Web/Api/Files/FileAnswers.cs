using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using XBees.Application.Files;
using XBees.Domain.Files;

namespace XBees.Web.Api.Files;

/// <summary>How files are given out, so that nothing in one runs here (FI-2, attack row 10).</summary>
public sealed class FileAnswers(IFileStore files)
{
    /// <summary>No script, no frame, no plugin, and an origin of its own.</summary>
    private const string Nothing = "default-src 'none'; sandbox";

    /// <summary>A browser makes a small page around what it shows, and takes the picture or film from the same address.</summary>
    private const string Shown = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    /// <summary>The reader of PDF is the browser's own part, which a policy without words for it would stop.</summary>
    private const string ShownPdf = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task<IActionResult> WholeAsync(HttpResponse response, FileCard? file, CancellationToken cancel) =>
        AnswerAsync(response, file, file?.Id, file?.Type, cancel);

    public Task<IActionResult> SmallAsync(HttpResponse response, FileCard? file, CancellationToken cancel) =>
        AnswerAsync(
            response,
            file?.IsPicture() == true ? file : null,
            file is null ? null : FileKeys.Small(file.Id),
            FileKind.WebP.Type,
            cancel
        );

    private async Task<IActionResult> AnswerAsync(
        HttpResponse response,
        FileCard? file,
        string? key,
        string? type,
        CancellationToken cancel
    )
    {
        if (file is null || await files.OpenAsync(key!, cancel) is not { } content)
        {
            return new NotFoundResult();
        }
        var inPlace = FileKind.IsShown(type!);
        var disposition = new ContentDispositionHeaderValue(inPlace ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        var headers = response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy =
            !inPlace ? Nothing
            : type == "application/pdf" ? ShownPdf
            : Shown;
        // Kept by the browser, and asked about each time: who was removed meanwhile gets nothing.
        headers.CacheControl = "private, no-cache";
        return new FileStreamResult(content, type!) { EnableRangeProcessing = true, EntityTag = new($"\"{key}\"") };
    }
}
