using Microsoft.AspNetCore.Mvc;
using XBees.Application.Phonebook;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Phonebook;

/// <summary>Contacts from files and as files: CSV and vCard (PB-4, PB-6).</summary>
[ApiController]
[Route("api/v1/contacts")]
[Tags("Phonebook")]
[Access(Callers.Agents, KeyScopes.Contacts)]
public sealed class ContactFilesController : ControllerBase
{
    /// <summary>How a file would be read: encoding, delimiter, columns and the first ten rows. Nothing is stored.</summary>
    /// <response code="413">It is larger than 20 MB.</response>
    /// <response code="422">It holds no contacts.</response>
    [HttpPost("import/preview")]
    [ImportingBody]
    [ProducesResponseType<ImportPreview>(200)]
    [Refuses(413)]
    [Refuses(415)]
    [Refuses(422)]
    public ImportPreview Preview([FromForm] ImportBody body, [FromServices] IContactFiles files)
    {
        using var content = body.Open();
        return files.Preview(content, body.ToReading());
    }

    /// <summary>Takes a file over: good rows are added, those that are there already are not added again.</summary>
    /// <remarks>
    /// It goes on by itself, also after a restart; the import says how far it is. vCard 2.1, 3.0 and 4.0 may stand in one file. A row is
    /// there already by its address, else by a number with its name, else by name and company.
    /// </remarks>
    /// <response code="202">It has begun.</response>
    /// <response code="409">Another one of the caller's is still running.</response>
    /// <response code="413">It is larger than 20 MB.</response>
    /// <response code="422">It holds no contacts, or more than 200,000.</response>
    [HttpPost("import")]
    [ImportingBody]
    [Idempotent]
    [ProducesResponseType<ImportView>(202)]
    [Refuses(409)]
    [Refuses(413)]
    [Refuses(415)]
    [Refuses(422)]
    public async Task<ActionResult<ImportView>> Import(
        [FromForm] ImportBody body,
        [FromServices] ImportContacts import,
        [FromServices] IImportReader imports,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        await using var content = body.Open();
        var shared = Phonebooks.IsShared(body.Phonebook);
        var created = await import.RunAsync(caller, content, body.ToReading(), shared, body.AddDoubles ?? false, cancel);
        Response.Headers.Location = $"/api/v1/contacts/imports/{created.Id}";
        return StatusCode(created.Status, await imports.OneAsync(caller, created.Id, cancel));
    }

    /// <summary>How far an own import is. It is forgotten after a week.</summary>
    [HttpGet("imports/{id}")]
    [ProducesResponseType<ImportView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<ImportView>> One(string id, [FromServices] IImportReader imports, CancellationToken cancel) =>
        await imports.OneAsync(HttpContext.RequireAgent(), id, cancel) is { } import ? import : NotFound();

    /// <summary>The rows that were not added, with line and reason, as a table that can be put right and imported.</summary>
    [HttpGet("imports/{id}/refused")]
    [Produces("text/csv")]
    [ProducesResponseType<FileResult>(200)]
    [Refuses(404)]
    public async Task<IActionResult> Refused(
        string id,
        [FromServices] IImportReader imports,
        [FromServices] IContactExport export,
        CancellationToken cancel
    )
    {
        if (await imports.RefusedAsync(HttpContext.RequireAgent(), id, cancel) is not { } refused)
        {
            return NotFound();
        }
        Begin("text/csv", "not-imported.csv");
        await export.RefusalsAsync(refused, Response.Body, cancel);
        return new EmptyResult();
    }

    /// <summary>All contacts that the caller sees, or those of one phonebook. No cell of a table is a formula, and importing the file gives the same.</summary>
    /// <param name="export">Writes it.</param>
    /// <param name="format">csv, when absent, or vcard: version 4.0.</param>
    /// <param name="phonebook">personal or shared; absent: both.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("export")]
    [Produces("text/csv", "text/vcard")]
    [ProducesResponseType<FileResult>(200)]
    [Refuses(422)]
    public async Task<IActionResult> Export(
        [FromServices] IContactExport export,
        string? format,
        string? phonebook,
        CancellationToken cancel
    )
    {
        bool? shared = phonebook is null ? null : Phonebooks.IsShared(phonebook);
        var caller = HttpContext.RequireAgent();
        switch (format)
        {
            case null or "csv":
                Begin("text/csv", "contacts.csv");
                await export.CsvAsync(caller, shared, Response.Body, cancel);
                break;
            case "vcard":
                Begin("text/vcard", "contacts.vcf");
                await export.VCardAsync(caller, shared, Response.Body, cancel);
                break;
            default:
                throw new Invalid("format", "Say csv or vcard.");
        }
        return new EmptyResult();
    }

    private void Begin(string type, string name)
    {
        Response.ContentType = $"{type}; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        Response.Headers.CacheControl = "no-store";
    }
}

/// <summary>A file with contacts, and how it is read; what is absent is found out.</summary>
public sealed record ImportBody
{
    /// <summary>CSV with a first line that names its columns, or vCard.</summary>
    public IFormFile? File { get; init; }

    /// <summary>personal or shared: where they go.</summary>
    public string? Phonebook { get; init; }

    /// <summary>csv or vcard.</summary>
    public string? Format { get; init; }

    /// <summary>Such as utf-8 or windows-1250.</summary>
    public string? Encoding { get; init; }

    /// <summary>A comma, a semicolon, a tab or |.</summary>
    public string? Delimiter { get; init; }

    /// <summary>What each column is, parted by commas: name, givenName, familyName, company, jobTitle, email, workPhone, mobilePhone, homePhone, note, or nothing.</summary>
    public string? Columns { get; init; }

    /// <summary>Also those with the e-mail address of another contact by another name.</summary>
    public bool? AddDoubles { get; init; }

    internal Stream Open() =>
        File is { Length: > 0 } file
            ? file.OpenReadStream()
            : throw new Invalid("file", "Send a file that is not empty, as the part named file.");

    internal FileReading ToReading() =>
        new()
        {
            Format = Format,
            Encoding = Encoding,
            Delimiter = Delimiter,
            Columns = Columns is null ? null : [.. Columns.Split(',').Select(ReadColumn)],
        };

    private static string? ReadColumn(string typed) =>
        typed.Length == 0 ? null
        : Domain.Phonebook.ContactColumns.Fields.Contains(typed) ? typed
        : throw new Invalid("columns", $"There is no field {typed}.");
}
