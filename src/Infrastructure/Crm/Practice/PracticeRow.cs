using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Domain.Search;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm.Practice;

/// <summary>A contact of the practice CRM as it is stored.</summary>
internal sealed class PracticeRow
{
    public static readonly Sql Columns = $"c.id, c.first_name, c.last_name, c.email, c.phone, c.company, c.status, c.owner";

    public string Id { get; init; } = "";
    public string? FirstName { get; init; }
    public string LastName { get; init; } = "";
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Company { get; init; }
    public string Status { get; init; } = "";
    public string Owner { get; init; } = "";

    /// <summary>Every word with a blank in front of it.</summary>
    public string Searched =>
        $" {string.Join(' ', new[] { FirstName, LastName, Email, Company }.SelectMany(Fold.Words).Select(word => word.Text))}";

    public string Name => CrmText.Line($"{FirstName} {LastName}") ?? Id;

    public CrmRecord ToRecord(CrmField status, string? url) =>
        new()
        {
            Id = Id,
            Name = Name,
            Company = CrmText.Line(Company),
            Owner = CrmText.Line(Owner),
            Status = status.Options.FirstOrDefault(option => option.Value == Status)?.Label,
            Url = url,
        };

    public CrmContact ToContact(string? url) => new(Id, Name, CrmText.Line(Company), CrmText.Line(Email), url);
}
