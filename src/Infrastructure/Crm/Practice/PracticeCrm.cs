using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Domain.Guests;
using XBees.Domain.Search;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm.Practice;

/// <summary>
/// A CRM of this installation's own, so that everything can be seen and tried without an account elsewhere. It keeps to itself: nothing but
/// <see cref="ICrm"/> leads to its tables.
/// </summary>
public sealed partial class PracticeCrm(Db db, Units units, PracticePages pages) : ICrm
{
    /// <summary>Whoever looks for somebody in it looks through so many.</summary>
    private const int MostSearched = 500;

    private static readonly CrmField[] Fields =
    [
        new()
        {
            Name = "lastname",
            Label = "Last name",
            Type = CrmFieldType.Text,
            Meaning = CrmMeaning.LastName,
            IsRequired = true,
            MaxLength = 80,
        },
        new()
        {
            Name = "firstname",
            Label = "First name",
            Type = CrmFieldType.Text,
            Meaning = CrmMeaning.FirstName,
            MaxLength = 40,
        },
        new()
        {
            Name = "email",
            Label = "E-mail",
            Type = CrmFieldType.Email,
            Meaning = CrmMeaning.Email,
            MaxLength = Limits.Email,
        },
        new()
        {
            Name = "phone",
            Label = "Phone",
            Type = CrmFieldType.Phone,
            Meaning = CrmMeaning.Phone,
            MaxLength = Limits.Phone,
        },
        new()
        {
            Name = "company",
            Label = "Company",
            Type = CrmFieldType.Text,
            Meaning = CrmMeaning.Company,
            MaxLength = Limits.Name,
        },
        new()
        {
            Name = "status",
            Label = "Status",
            Type = CrmFieldType.Choice,
            IsRequired = true,
            Options = [new("new", "New"), new("open", "Open"), new("customer", "Customer")],
        },
    ];

    public CrmKind Kind => CrmKind.Practice;

    /// <summary>Who is an agent now has an account from now on; whoever comes later has none, as it is with CRMs (CR-6).</summary>
    public Task<string> OpenAsync(string token, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                await Unit.Of(unit)
                    .ExecuteAsync(
                        $"""
                        insert into practice_crm_user (email_folded, name)
                        select a.email_folded, a.name
                        from agent a
                        where a.deactivated_at is null
                            and not exists (select 1 from practice_crm_user u where u.email_folded = a.email_folded)
                        """
                    );
                return token;
            },
            cancel
        );

    public string AccountOf(CrmAccess access) => "";

    public Task<IReadOnlyList<CrmField>> DescribeAsync(CrmAccess access, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<CrmField>>(Fields);

    public async Task<CrmRecord?> FindAsync(CrmAccess access, CrmPerson person, CancellationToken cancel) =>
        await OneAsync($"c.external_id = @value", person.ExternalId, cancel)
        ?? (person.Email is null ? null : await OneAsync($"c.email_folded = @value", person.Email, cancel))
        ?? (person.Phone is null ? null : await OneAsync($"c.phone_digits = @value", person.Phone, cancel));

    public async Task<IReadOnlyList<CrmContact>> SearchAsync(CrmAccess access, string typed, int most, CancellationToken cancel)
    {
        var words = Fold.Words(typed).Select(word => $" {word.Text}").ToList();
        return
        [
            .. (await NewestAsync(cancel))
                .Where(row => words.Count > 0 && words.All(row.Searched.Contains))
                .Take(most)
                .Select(row => row.ToContact(pages.Of(row.Id))),
        ];
    }

    public async Task<CrmRecord> CreateAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CrmAuthor author,
        CancellationToken cancel
    )
    {
        var owner = await UserAsync(access, author, cancel) is null ? Account : author.Name;
        var id = await units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                var same = await session.FirstAsync<string>(
                    $"select id from practice_crm_contact where external_id = @ExternalId or email_folded = @Email",
                    new { person.ExternalId, person.Email }
                );
                return same ?? await InsertAsync(session, person, values, owner);
            },
            cancel
        );
        return await ReadAsync(access, id, cancel) ?? throw new CrmUnreadable("What was made is gone.");
    }

    public Task<CrmRecord?> ReadAsync(CrmAccess access, string recordId, CancellationToken cancel) =>
        OneAsync($"c.id = @value", recordId, cancel);

    private static async Task<string> InsertAsync(Unit session, CrmPerson person, IReadOnlyDictionary<string, string> values, string owner)
    {
        var id = session.NewId("pcc");
        await session.ExecuteAsync(
            $"""
            insert into practice_crm_contact (id, external_id, first_name, last_name, email, email_folded, phone, phone_digits, company, status,
                owner, created_at)
            values (@id, @externalId, @first, @last, @email, @folded, @phone, @digits, @company, @status, @owner, @now)
            """,
            new
            {
                id,
                externalId = person.ExternalId,
                first = values.GetValueOrDefault("firstname"),
                last = values["lastname"],
                email = values.GetValueOrDefault("email"),
                folded = EmailAddress.Fold(values.GetValueOrDefault("email")),
                phone = values.GetValueOrDefault("phone"),
                digits = person.Phone,
                company = values.GetValueOrDefault("company"),
                status = values["status"],
                owner,
                now = session.NowMs,
            }
        );
        return id;
    }

    private async Task<CrmRecord?> OneAsync(Sql which, string value, CancellationToken cancel)
    {
        var row = await db.FirstAsync<PracticeRow>(
            $"select {PracticeRow.Columns} from practice_crm_contact c where {which} order by c.id",
            new { value },
            cancel
        );
        return row?.ToRecord(Fields[^1], pages.Of(row.Id));
    }

    private Task<IReadOnlyList<PracticeRow>> NewestAsync(CancellationToken cancel) =>
        db.ListAsync<PracticeRow>(
            $"select {PracticeRow.Columns} from practice_crm_contact c order by c.id desc {Dialect.Limit}",
            new { limit = MostSearched },
            cancel
        );
}
