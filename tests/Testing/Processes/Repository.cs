namespace XBees.Testing.Processes;

/// <summary>Where this checkout and its programs lie.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    public static string WebFolder => Path.Combine(Root, "src", "Web");

    /// <summary>Built in the same configuration as whoever asks.</summary>
    public static string WebProgram =>
        Path.Combine(WebFolder, "bin", AppContext.BaseDirectory.Contains("/Release/") ? "Release" : "Debug", "net10.0", "XBees.Web.dll");

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "XBees.sln"))
            ? folder.FullName
            : Find(folder.Parent ?? throw new InvalidOperationException("This does not run inside the repository."));
}
