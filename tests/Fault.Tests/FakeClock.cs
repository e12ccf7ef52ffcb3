using System.Globalization;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>A clock on the wall of one process, moved while it runs; what counts seconds in it goes on as before.</summary>
internal sealed class FakeClock(Company company, string name)
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private readonly string file = Path.Combine(company.Folder, $"{name}.clock");

    public IReadOnlyList<string> Under =>
        [
            "env",
            $"LD_PRELOAD={Library}",
            $"FAKETIME_TIMESTAMP_FILE={file}",
            "FAKETIME_NO_CACHE=1",
            "DONT_FAKE_MONOTONIC=1",
            // What the library mends for other programs ends every wait of this runtime at once.
            "FAKETIME_FORCE_MONOTONIC_FIX=0",
        ];

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead { get; private set; }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + Ahead;

    public static void SkipWithout() =>
        Assert.SkipUnless(File.Exists(Library), "libfaketime is not installed (./test --all installs it as root on Debian).");

    public void Jump(TimeSpan ahead)
    {
        Ahead = ahead;
        var seconds = (long)ahead.TotalSeconds;
        // Replaced as a whole: it is read at every look at the clock.
        var next = file + ".next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "" : "+")}{seconds}\n"));
        File.Move(next, file, overwrite: true);
    }

    public void JumpTo(DateTimeOffset moment) => Jump(moment - TimeProvider.System.GetUtcNow());
}
