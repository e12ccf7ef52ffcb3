using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Phonebook;

/// <summary>A new contact.</summary>
public sealed record ContactBody
{
    /// <summary>personal or shared.</summary>
    public string? Phonebook { get; init; }

    /// <summary>Up to 200 characters; without one a contact goes by the company, or by the address.</summary>
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? JobTitle { get; init; }
    public string? Email { get; init; }

    /// <summary>As people write it; one that says no country is the organisation's.</summary>
    public string? WorkPhone { get; init; }
    public string? MobilePhone { get; init; }
    public string? HomePhone { get; init; }

    /// <summary>Up to 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>Although there is one with the same address or number.</summary>
    public bool? Force { get; init; }

    /// <summary>The guest whose contact it is; with <c>conversationId</c>.</summary>
    public string? GuestId { get; init; }

    /// <summary>A conversation of this guest: its agents read that the contact was added (AC-13).</summary>
    public string? ConversationId { get; init; }

    internal ContactOfGuest? From => GuestId is null || ConversationId is null ? null : new(GuestId, ConversationId);

    internal ContactDraft ToDraft() =>
        new()
        {
            Name = Name,
            Company = Company,
            JobTitle = JobTitle,
            Email = Email,
            WorkPhone = WorkPhone,
            MobilePhone = MobilePhone,
            HomePhone = HomePhone,
            Note = Note,
        };
}

/// <summary>What changes of a contact; absent stays as it is, null is taken away.</summary>
public sealed record ContactPatch
{
    /// <summary>personal: the caller's alone; shared: every agent's.</summary>
    public Optional<string> Phonebook { get; init; }
    public Optional<string> Name { get; init; }
    public Optional<string> Company { get; init; }
    public Optional<string> JobTitle { get; init; }
    public Optional<string> Email { get; init; }
    public Optional<string> WorkPhone { get; init; }
    public Optional<string> MobilePhone { get; init; }
    public Optional<string> HomePhone { get; init; }
    public Optional<string> Note { get; init; }

    /// <summary>Although another has the same address or number.</summary>
    public bool? Force { get; init; }

    internal ContactChange ToChange() =>
        new(
            present =>
                new()
                {
                    Name = Name.Or(present.Name),
                    Company = Company.Or(present.Company),
                    JobTitle = JobTitle.Or(present.JobTitle),
                    Email = Email.Or(present.Email),
                    WorkPhone = WorkPhone.Or(present.WorkPhone),
                    MobilePhone = MobilePhone.Or(present.MobilePhone),
                    HomePhone = HomePhone.Or(present.HomePhone),
                    Note = Note.Or(present.Note),
                },
            Phonebook.IsSet ? Phonebooks.IsShared(Phonebook.Value) : null,
            Force ?? false
        );
}
