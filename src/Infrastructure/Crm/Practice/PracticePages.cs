using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Crm.Practice;

/// <summary>Where the practice CRM can be looked at: in the demo alone.</summary>
public sealed class PracticePages(PublicAddress address)
{
    /// <summary>The path of its page, or null where there is none.</summary>
    public string? Path { get; set; }

    /// <summary>A contact's place on it.</summary>
    public string? Of(string id) => Path is null ? null : address.Of($"{Path}#{id}");
}
