using XBees.Domain.Conversations;
using XBees.Domain.Files;

namespace XBees.Application.Files;

/// <summary>A file as it comes in.</summary>
/// <param name="Name">What its sender calls it.</param>
/// <param name="Alt">What a picture shows, or null.</param>
/// <param name="Content">Can be read more than once.</param>
/// <param name="Length">In bytes.</param>
public sealed record Upload(string? Name, string? Alt, Stream Content, long Length);

/// <summary>Stores a file for a message that is still being written (FI-1 to FI-5). Sent or not within 24 hours decides what becomes of it.</summary>
public sealed class AttachFile(
    IUnitOfWork work,
    IAttachmentStore attachments,
    IFileStore files,
    IPictures pictures,
    IFileRoom room,
    IFileLimits settings
)
{
    /// <summary>
    /// Everything that can be refused before a byte is read.
    /// </summary>
    /// <returns>The limits, or null where the caller sees no such conversation.</returns>
    public async Task<FileLimits?> CheckAsync(Caller caller, string conversationId, long length, CancellationToken cancel)
    {
        if (await attachments.PlaceAsync(caller, conversationId, cancel) is not { } place)
        {
            return null;
        }
        var refusal = Posting.Refuses(place.Head, caller.Person.Kind, MessageKind.Text);
        if ((refusal ?? (caller.IsGuest && !place.GuestsAttach ? FileRefusals.SwitchedOff : null)) is { } closed)
        {
            throw new Refused(closed);
        }
        var limits = await settings.ReadAsync(cancel);
        ThrowIf(Attaching.Refuses(length, limits, caller.IsGuest ? await attachments.TodayAsync(caller.PersonId, cancel) : null));
        await RefuseIfFullAsync(length, cancel);
        return limits;
    }

    /// <returns>The file, or null where the caller sees no such conversation.</returns>
    public async Task<FileCard?> RunAsync(Caller caller, string conversationId, Upload upload, CancellationToken cancel)
    {
        if (await CheckAsync(caller, conversationId, upload.Length, cancel) is not { } limits)
        {
            return null;
        }
        var alt = AltText.Read(upload.Alt);
        var kind = await KindAsync(upload.Content, cancel);
        var picture = kind.IsPicture ? await pictures.ReadAsync(kind, upload.Content, cancel) : null;
        // What says that it is a picture and is none, or an odd one, is a file like any other.
        kind = picture?.Kind ?? (kind.IsPicture ? FileKind.Other : kind);
        var size = picture?.Content.Length ?? upload.Length;
        var stored = size + (picture?.Small.Length ?? 0);
        await RefuseIfFullAsync(stored, cancel);
        var card = await work.RunAsync(
            async unit =>
            {
                var made = new FileCard(
                    unit.NewId(Ids.Attachment),
                    FileName.Clean(upload.Name, kind),
                    kind.Type,
                    size,
                    picture?.Width,
                    picture?.Height,
                    picture is null ? null : alt
                );
                // Asked once more where it is counted: of several files at once, only as many come in as the day allows.
                ThrowIf(Attaching.Refuses(size, limits, caller.IsGuest ? await attachments.TodayLockedAsync(unit, caller.PersonId) : null));
                await attachments.ReserveAsync(unit, caller, conversationId, made, stored);
                return made;
            },
            cancel
        );
        await StoreAsync(card.Id, picture, upload.Content, cancel);
        await work.RunAsync(
            async unit =>
            {
                await attachments.SaveStoredAsync(unit, card.Id);
                await room.TellIfLowAsync(unit);
                return true;
            },
            cancel
        );
        return card;
    }

    private async Task StoreAsync(string id, Picture? picture, Stream content, CancellationToken cancel)
    {
        try
        {
            content.Position = 0;
            await files.WriteAsync(id, picture is null ? content : new MemoryStream(picture.Content), cancel);
            if (picture is not null)
            {
                await files.WriteAsync(FileKeys.Small(id), new MemoryStream(picture.Small), cancel);
            }
        }
        catch (Exception)
        {
            // Half of it may lie there; it goes at once instead of after a day.
            await work.RunAsync(
                async unit =>
                {
                    await attachments.DropUnsentAsync(unit, id);
                    return true;
                },
                CancellationToken.None
            );
            throw;
        }
    }

    private async Task RefuseIfFullAsync(long coming, CancellationToken cancel)
    {
        if ((await room.ReadAsync(cancel)).State(coming) == RoomState.Full)
        {
            throw new Refused(FileRefusals.NoRoom);
        }
    }

    private static async Task<FileKind> KindAsync(Stream content, CancellationToken cancel)
    {
        var head = new byte[FileKind.Head];
        content.Position = 0;
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        return FileKind.Of(head.AsSpan(0, read));
    }

    private static void ThrowIf(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new Refused(refusal);
        }
    }
}

/// <summary>What a picture shows, for those who do not see it (FI-3).</summary>
public static class AltText
{
    /// <exception cref="Invalid">It is too long, or cannot be stored.</exception>
    public static string? Read(string? typed) =>
        DisplayName.Problem(typed, FileLimits.Alt) is { } problem ? throw new Invalid("alt", problem) : DisplayName.Clean(typed);
}
