using XBees.Application;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Contacts as they are stored.</summary>
public sealed class ContactStore : IContactStore
{
    public async Task<StoredContact?> FindAsync(IUnit unit, AgentCaller caller, string id)
    {
        var session = Unit.Of(unit);
        var rows = await session.ListAsync<ContactRow>(
            $"select {ContactRow.Columns} from contact k where k.id = @id and {Visibility.Contacts}",
            new { id, me = caller.PersonId }
        );
        return (await ContactRow.WithPhonesAsync(session, rows, CancellationToken.None)).SingleOrDefault()?.ToStored();
    }

    public async Task<bool> IsDoubleAsync(IUnit unit, AgentCaller caller, ContactFields fields, string? exceptId) =>
        (await Doubles.IdsAsync(Unit.Of(unit), caller, fields.Email?.Folded, fields.Numbers, CancellationToken.None)).Any(id =>
            id != exceptId
        );

    public Task AddAsync(IUnit unit, StoredContact contact)
    {
        var session = Unit.Of(unit);
        session.Later(
            $"""
            insert into contact (id, owner_id, version, sort_key, searched, name, company, job_title, email, email_folded, note,
                created_at, updated_at)
            values (@id, @ownerId, @version, @sortKey, @searched, @name, @company, @jobTitle, @email, @folded, @note, @now, @now)
            """,
            Values(session, contact)
        );
        AddPhones(session, contact);
        return Task.CompletedTask;
    }

    public async Task<bool> SaveAsync(IUnit unit, StoredContact contact)
    {
        var session = Unit.Of(unit);
        var stored = await session.ExecuteAsync(
            $"""
            update contact set owner_id = @ownerId, version = version + 1, sort_key = @sortKey, searched = @searched, name = @name,
                company = @company, job_title = @jobTitle, email = @email, email_folded = @folded, note = @note, updated_at = @now
            where id = @id and version = @version
            """,
            Values(session, contact)
        );
        if (stored == 0)
        {
            return false;
        }
        await DropPhonesAsync(session, contact.Id);
        AddPhones(session, contact);
        return true;
    }

    public async Task<bool> DeleteAsync(IUnit unit, StoredContact contact)
    {
        var session = Unit.Of(unit);
        await DropPhonesAsync(session, contact.Id);
        return await session.ExecuteAsync(
                $"delete from contact where id = @id and version = @version",
                new { id = contact.Id, version = contact.Version }
            ) == 1;
    }

    private static object Values(Unit session, StoredContact contact) =>
        new
        {
            id = contact.Id,
            ownerId = contact.OwnerId,
            version = contact.Version,
            sortKey = ContactWords.SortKey(contact.Fields.Name),
            searched = ContactWords.Searched(contact.Fields),
            name = contact.Fields.Name,
            company = contact.Fields.Company,
            jobTitle = contact.Fields.JobTitle,
            email = contact.Fields.Email?.Typed,
            folded = contact.Fields.Email?.Folded,
            note = contact.Fields.Note,
            now = session.NowMs,
        };

    private static Task<int> DropPhonesAsync(Unit session, string id) =>
        session.ExecuteAsync($"delete from contact_phone where contact_id = @id", new { id });

    private static void AddPhones(Unit session, StoredContact contact)
    {
        AddPhone(session, contact.Id, ContactRow.Work, contact.Fields.Work);
        AddPhone(session, contact.Id, ContactRow.Mobile, contact.Fields.Mobile);
        AddPhone(session, contact.Id, ContactRow.Home, contact.Fields.Home);
    }

    private static void AddPhone(Unit session, string id, string kind, ContactPhone? phone)
    {
        if (phone is not null)
        {
            session.Later(
                $"""
                insert into contact_phone (contact_id, kind, typed, number, extension)
                values (@id, @kind, @typed, @number, @extension)
                """,
                new
                {
                    id,
                    kind,
                    typed = phone.Typed,
                    number = phone.Number,
                    extension = phone.Extension,
                }
            );
        }
    }
}
