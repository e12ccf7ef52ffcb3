using NodaTime;
using NodaTime.TimeZones;

namespace XBees.Domain;

/// <summary>The IANA database as NodaTime brings it along: the same on every machine, whatever its system has or lacks.</summary>
public static class TimeZones
{
    public const string Unknown = "Choose a time zone by its name, such as Europe/Berlin.";

    private static readonly IDictionary<string, string> Canonical = TzdbDateTimeZoneSource.Default.CanonicalIdMap;

    /// <summary>Which release of the database answers.</summary>
    public static string Version => TzdbDateTimeZoneSource.Default.TzdbVersion;

    /// <summary>A zone by its present name or an old one; null: there is none.</summary>
    // NodaTime also reads UTC+3, which is an offset and no place with a clock that is changed.
    public static DateTimeZone? Find(string? name) =>
        name is not null && Canonical.ContainsKey(name) ? DateTimeZoneProviders.Tzdb[name] : null;

    /// <summary>The name as it was given, or <see cref="Invalid"/>.</summary>
    public static string Read(string? typed, string field = "timeZone") => Find(typed)?.Id ?? throw new Invalid(field, Unknown);

    /// <summary>Whether two names are of one zone, as Europe/Kiev and Europe/Kyiv are.</summary>
    public static bool Same(string one, string other) =>
        Canonical.TryGetValue(one, out var first) && Canonical.TryGetValue(other, out var second) && first == second;
}
