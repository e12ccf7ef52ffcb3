using XBees.Domain.Conversations;
using XBees.Domain.Files;

namespace XBees.Application.Files;

/// <summary>Where somebody would attach a file.</summary>
/// <param name="Head">Whether they may write there at all.</param>
/// <param name="GuestsAttach">The switch of the widget that the conversation began at (FI-1).</param>
public sealed record AttachingPlace(PostingHead Head, bool GuestsAttach);

/// <summary>Files before and after they are sent. Their bytes lie in <see cref="IFileStore"/>.</summary>
public interface IAttachmentStore
{
    /// <summary>Null where the caller does not see the conversation.</summary>
    Task<AttachingPlace?> PlaceAsync(Caller caller, string conversationId, CancellationToken cancel);

    /// <summary>What a guest has attached in the last 24 hours.</summary>
    Task<Attached> TodayAsync(string guestId, CancellationToken cancel);

    /// <summary>The same under the guest's lock.</summary>
    Task<Attached> TodayLockedAsync(IUnit unit, string guestId);

    /// <summary>A row before its bytes: whatever happens to those, the row's timer takes both away when it was not sent in 24 hours (FI-8).</summary>
    Task ReserveAsync(IUnit unit, Caller by, string conversationId, FileCard file, long storedBytes);

    /// <summary>Its bytes are safe: it can be sent.</summary>
    Task SaveStoredAsync(IUnit unit, string id);

    /// <summary>
    /// The caller's own unsent files, taken for a message of this unit: of two messages with the same file one gets it. Null where one of
    /// them is not there.
    /// </summary>
    Task<IReadOnlyList<FileCard>?> TakeAsync(IUnit unit, Caller by, IReadOnlyList<string> ids);

    /// <summary>What a picture of the caller's shows, before it is sent; null where there is no such unsent file.</summary>
    Task<FileCard?> SaveAltAsync(IUnit unit, Caller by, string id, string? alt);

    /// <summary>False where the caller has no such unsent file.</summary>
    Task<bool> DropOwnAsync(IUnit unit, Caller by, string id);

    /// <summary>Takes an unsent file away; one that was sent meanwhile stays.</summary>
    Task<bool> DropUnsentAsync(IUnit unit, string id);
}

/// <summary>Who gets a file (FI-4).</summary>
public interface IAttachmentReader
{
    /// <summary>The file as whoever sees its message may open it, its sender also before; null for everybody else, and once it was deleted.</summary>
    Task<FileCard?> OneAsync(Caller caller, string id, CancellationToken cancel);

    /// <summary>The same by a link: only as long as the person it was made for is let in.</summary>
    Task<FileCard?> OneByLinkAsync(Caller caller, string id, CancellationToken cancel);
}

/// <summary>Where the bytes of files lie: a folder here, a store with buckets elsewhere. A key is an id of ours and never a name.</summary>
public interface IFileStore
{
    /// <summary>Returns when it would outlive a loss of power.</summary>
    /// <exception cref="StorageFull">There is no room.</exception>
    Task WriteAsync(string key, Stream content, CancellationToken cancel);

    /// <summary>A stream that can seek, or null where there is nothing under the key.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancel);

    /// <summary>Once it returns nothing is there, whatever was.</summary>
    Task DeleteAsync(string key, CancellationToken cancel);

    /// <summary>What is free there in bytes; null where that is not known.</summary>
    long? FreeBytes();
}

/// <summary>Keys of a file.</summary>
public static class FileKeys
{
    /// <summary>Of its small picture.</summary>
    public static string Small(string id) => $"{id}.small";
}

/// <summary>A picture, written anew: what is not part of what one sees is gone (FI-3).</summary>
/// <param name="Kind">What it is now.</param>
/// <param name="Content">The whole.</param>
/// <param name="Width">In pixels, upright.</param>
/// <param name="Height">In pixels, upright.</param>
/// <param name="Small">A small one, as WebP.</param>
public sealed record Picture(FileKind Kind, byte[] Content, int Width, int Height, byte[] Small);

public interface IPictures
{
    /// <summary>Null where it cannot be read whole, or has more than <see cref="FileLimits.Pixels"/>.</summary>
    Task<Picture?> ReadAsync(FileKind kind, Stream content, CancellationToken cancel);
}

/// <summary>How much room there is (FI-5).</summary>
public interface IFileRoom
{
    Task<Room> ReadAsync(CancellationToken cancel);

    /// <summary>Mails every administrator once a day while there is little.</summary>
    Task TellIfLowAsync(IUnit unit);
}

/// <summary>The administrator's limits.</summary>
public interface IFileLimits
{
    Task<FileLimits> ReadAsync(CancellationToken cancel);

    Task SaveAsync(IUnit unit, FileLimits limits);
}
