using MimeKit;

namespace XBees.Infrastructure.Mail;

/// <summary>The default: each mail is a file, whole or not there.</summary>
public sealed class MailFolder(string folder) : IMailTransport
{
    public async Task SendAsync(string id, MimeMessage mail, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        // A second try writes the same name: one mail, one file.
        var file = Path.Combine(folder, $"{id}.eml");
        var unfinished = file + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using (var stream = new FileStream(unfinished, options))
        {
            await mail.WriteToAsync(stream, cancel);
        }
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>What lies in it, newest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> NewestAsync(int most, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }
        var mails = new List<MimeMessage>();
        // Their names are ids, which sort by time.
        foreach (var file in Directory.GetFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal).Take(most))
        {
            mails.Add(await MimeMessage.LoadAsync(file, cancel));
        }
        return mails;
    }
}
