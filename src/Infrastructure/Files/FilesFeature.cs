using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Files;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Files;

public static class FilesFeature
{
    /// <summary>Files of messages, in a folder.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection features, FileStoreOptions options) =>
        features
            .AddSingleton(options)
            .AddSingleton<IFileStore, FileFolder>()
            .AddSingleton<SharedFolder>()
            .AddSingleton<IPictures, Pictures>()
            .AddSingleton<IFileLimits, FileSettings>()
            .AddSingleton<IFileRoom, FileRoom>()
            .AddSingleton<IAttachmentStore, AttachmentStore>()
            .AddSingleton<IAttachmentReader, AttachmentReader>()
            .AddSingleton<ITimerHandler, FileTimer>();
}
