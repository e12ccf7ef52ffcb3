using XBees.Application;
using XBees.Application.Phonebook;
using XBees.Domain.Guests;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Phonebook;

/// <summary>A row of <c>contact k</c>, and the numbers that belong to several.</summary>
internal sealed class ContactRow
{
    public const string Work = "work";
    public const string Mobile = "mobile";
    public const string Home = "home";

    public static Sql Columns =>
        $"k.id, k.owner_id, k.version, k.sort_key, k.name, k.company, k.job_title, k.email, k.note, k.created_at, k.updated_at";

    public string Id { get; init; } = "";
    public string? OwnerId { get; init; }
    public long Version { get; init; }
    public string SortKey { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Company { get; init; }
    public string? JobTitle { get; init; }
    public string? Email { get; init; }
    public string? Note { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    private Dictionary<string, ContactPhone> phones = [];

    /// <summary>Reads their numbers.</summary>
    public static async Task<IReadOnlyList<ContactRow>> WithPhonesAsync(
        SqlSession session,
        IReadOnlyList<ContactRow> rows,
        CancellationToken cancel
    )
    {
        if (rows.Count == 0)
        {
            return rows;
        }
        var found = await session.ListAsync<PhoneRow>(
            $"select contact_id, kind, typed, number, extension from contact_phone where {Dialect.In("contact_id", "@ids")}",
            new { ids = rows.Select(row => row.Id).ToArray() },
            cancel
        );
        var byContact = found.ToLookup(phone => phone.ContactId);
        foreach (var row in rows)
        {
            row.phones = byContact[row.Id].ToDictionary(phone => phone.Kind, phone => phone.ToPhone());
        }
        return rows;
    }

    public StoredContact ToStored() => new(Id, OwnerId, Version, ToFields());

    public ListedContact ToListed() => new(ToView(), ToFields(), SortKey);

    public ContactView ToView() =>
        new()
        {
            Id = Id,
            Version = Version,
            Phonebook = OwnerId is null ? Phonebooks.Shared : Phonebooks.Personal,
            Name = Name,
            Company = Company,
            JobTitle = JobTitle,
            Email = Email,
            WorkPhone = View(Work),
            MobilePhone = View(Mobile),
            HomePhone = View(Home),
            Note = Note,
            CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            UpdatedAt = Instant.FromUnixTimeMilliseconds(UpdatedAt),
        };

    private ContactFields ToFields()
    {
        EmailAddress.TryRead(Email, out var email, out _);
        return new()
        {
            Name = Name,
            Company = Company,
            JobTitle = JobTitle,
            Email = email,
            Work = phones.GetValueOrDefault(Work),
            Mobile = phones.GetValueOrDefault(Mobile),
            Home = phones.GetValueOrDefault(Home),
            Note = Note,
        };
    }

    private PhoneView? View(string kind) =>
        phones.TryGetValue(kind, out var phone) ? new(phone.Typed, phone.Number, phone.Extension) : null;

    private sealed class PhoneRow
    {
        public string ContactId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Typed { get; init; } = "";
        public string? Number { get; init; }
        public string? Extension { get; init; }

        public ContactPhone ToPhone() => new(Typed, Number, Extension);
    }
}
