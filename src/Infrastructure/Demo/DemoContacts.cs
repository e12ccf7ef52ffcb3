using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Phonebook;

namespace XBees.Infrastructure.Demo;

/// <summary>The shared phonebook of the invented company; some of its people have written, others have not yet.</summary>
public sealed class DemoContacts(IUnitOfWork work, IContactStore contacts)
{
    private static readonly IReadOnlyList<ContactDraft> People =
    [
        Of("Lars Berg", "Fjordbank", "Facility manager", "lars@fjordbank.example", "+47 22 55 50 10"),
        Of("Elin Strand", "Strand Books", "Owner", "elin@strandbooks.example", "+46 8 555 010 20"),
        Of("Paolo Conti", "Conti Gelato", "Buyer", "paolo@contigelato.example", "+39 06 5550 1030"),
        Of("Aisha Rahman", "Rahman Legal", "Partner", "aisha@rahmanlegal.example", "+44 20 7946 0010"),
        Of("Jonas Weber", "Weber Bau", "Site manager", "jonas@weberbau.example", "+49 30 23125 010"),
        Of("Niamh O’Brien", "O’Brien Care", "Matron", "niamh@obriencare.example", "+353 1 555 0100"),
        Of("Grace Okonkwo", "Okonkwo Studio", "Architect", "grace@okonkwostudio.example", "+31 20 555 0110"),
        Of("Zofia Wrona", "Wrona Druk", "Office", "zofia@wronadruk.example", "+48 22 555 01 20"),
    ];

    public Task RunAsync(CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                foreach (var draft in People)
                {
                    var fields = ContactFields.Read(draft, NumberTables.In(country: null));
                    await contacts.AddAsync(unit, new(unit.NewId(Ids.Contact), OwnerId: null, Version: 1, fields));
                }
                return true;
            },
            cancel
        );

    private static ContactDraft Of(string name, string company, string jobTitle, string email, string phone) =>
        new()
        {
            Name = name,
            Company = company,
            JobTitle = jobTitle,
            Email = email,
            WorkPhone = phone,
        };
}
