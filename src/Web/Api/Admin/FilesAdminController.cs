using Microsoft.AspNetCore.Mvc;
using XBees.Application.Files;
using XBees.Domain.Files;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>How many files there may be (FI-1, FI-5), and how much room is left.</summary>
[ApiController]
[Route("api/v1/admin/files")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class FilesAdminController(IFileLimits settings, IFileRoom room) : ControllerBase
{
    /// <summary>The limits, what lies there and what is free.</summary>
    [HttpGet]
    [ProducesResponseType<FilesView>(200)]
    public async Task<FilesView> Get(CancellationToken cancel) =>
        FilesView.Of(await settings.ReadAsync(cancel), await room.ReadAsync(cancel));

    /// <summary>Changes what was sent.</summary>
    /// <response code="422">A number was not accepted.</response>
    [HttpPatch]
    [ProducesResponseType<FilesView>(200)]
    [Refuses(422)]
    public async Task<FilesView> Change(FilesPatch body, [FromServices] ChangeFileLimits change, CancellationToken cancel)
    {
        await change.RunAsync(
            HttpContext.RequireAgent(),
            new(body.FileMegabytes, body.GuestMegabytesPerDay, body.GuestFilesPerDay, body.TotalMegabytes),
            cancel
        );
        return await Get(cancel);
    }
}

/// <summary>Limits on files; a MB has 1,048,576 bytes.</summary>
public sealed record FilesView
{
    /// <summary>How many MB one file may have.</summary>
    public required int FileMegabytes { get; init; }

    /// <summary>How many MB one guest may attach in 24 hours.</summary>
    public required int GuestMegabytesPerDay { get; init; }

    /// <summary>How many files one guest may attach in 24 hours.</summary>
    public required int GuestFilesPerDay { get; init; }

    /// <summary>How many MB all files together may have, or null: as many as the disk holds, but for 256 MB.</summary>
    public required int? TotalMegabytes { get; init; }

    /// <summary>How many bytes they have now.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>How many bytes are free on their disk; null where the store does not know.</summary>
    public required long? FreeBytes { get; init; }

    /// <summary>enough, low (administrators get a mail a day) or full (new files are refused).</summary>
    public required string State { get; init; }

    internal static FilesView Of(FileLimits limits, Room room) =>
        new()
        {
            FileMegabytes = limits.FileMegabytes,
            GuestMegabytesPerDay = limits.GuestMegabytesPerDay,
            GuestFilesPerDay = limits.GuestFilesPerDay,
            TotalMegabytes = limits.TotalMegabytes,
            UsedBytes = room.UsedBytes,
            FreeBytes = room.FreeBytes,
            State = room.State() switch
            {
                RoomState.Enough => "enough",
                RoomState.Low => "low",
                _ => "full",
            },
        };
}

/// <summary>What changes of the limits; absent stays as it is.</summary>
/// <param name="FileMegabytes">1 to 1,024.</param>
/// <param name="GuestMegabytesPerDay">From 1 on.</param>
/// <param name="GuestFilesPerDay">From 1 on.</param>
/// <param name="TotalMegabytes">From 1 on; 0 takes the limit away.</param>
public sealed record FilesPatch(int? FileMegabytes, int? GuestMegabytesPerDay, int? GuestFilesPerDay, int? TotalMegabytes);
