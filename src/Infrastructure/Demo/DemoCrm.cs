using XBees.Application.Crm;
using XBees.Domain.Crm;

namespace XBees.Infrastructure.Demo;

/// <summary>The invented company uses the practice CRM; some of its guests are customers there already.</summary>
public sealed class DemoCrm(IUnitOfWork work, ICrmStore connections, IEnumerable<ICrm> crms)
{
    private static readonly IReadOnlyList<(string First, string Last, string Company, string Email, string Status)> Customers =
    [
        ("Elin", "Strand", "Strand Books", "elin@strandbooks.example", "customer"),
        ("Paolo", "Conti", "Conti Gelato", "paolo@contigelato.example", "open"),
    ];

    public async Task RunAsync(DemoFacts facts, CancellationToken cancel)
    {
        var crm = crms.Single(one => one.Kind == CrmKind.Practice);
        await crm.OpenAsync("", cancel);
        var fields = await crm.DescribeAsync(new("", ""), cancel);
        var connection = await work.RunAsync(
            async unit =>
            {
                var id = unit.NewId(Ids.Crm);
                await connections.InsertAsync(
                    unit,
                    new()
                    {
                        Id = id,
                        Kind = CrmKind.Practice,
                        Fields = fields,
                        FieldsAt = unit.Now,
                        ConnectedAt = unit.Now,
                    },
                    secret: ""
                );
                return id;
            },
            cancel
        );
        var owner = facts.Agents[0];
        foreach (var (first, last, company, email, status) in Customers)
        {
            var values = new Dictionary<string, string>
            {
                ["firstname"] = first,
                ["lastname"] = last,
                ["company"] = company,
                ["email"] = email,
                ["status"] = status,
            };
            await crm.CreateAsync(
                new(connection, ""),
                CrmPerson.Of(email, email, phone: null, _ => null),
                values,
                new(owner.Name, owner.Email),
                cancel
            );
        }
    }
}
