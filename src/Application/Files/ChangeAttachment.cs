using XBees.Domain.Files;

namespace XBees.Application.Files;

/// <summary>One's own files that are not sent yet.</summary>
public sealed class ChangeAttachment(IUnitOfWork work, IAttachmentStore attachments)
{
    /// <returns>Null where the caller has no such unsent file.</returns>
    public Task<FileCard?> DescribeAsync(Caller caller, string id, string? typed, CancellationToken cancel)
    {
        var alt = AltText.Read(typed);
        return work.RunAsync(unit => attachments.SaveAltAsync(unit, caller, id, alt), cancel);
    }

    /// <returns>False where the caller has no such unsent file.</returns>
    public Task<bool> DropAsync(Caller caller, string id, CancellationToken cancel) =>
        work.RunAsync(unit => attachments.DropOwnAsync(unit, caller, id), cancel);
}
