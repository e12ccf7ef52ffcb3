using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>
/// Takes a file over (PB-6). While it is received its rows are laid down in parts; each part is then one short unit, so that nobody who
/// writes meanwhile waits for it, and a restart loses nothing.
/// </summary>
public sealed class ImportContacts(IUnitOfWork work, IContactFiles files, IImportStore imports)
{
    /// <summary>Five times as many are twice as fast, and what is written meanwhile waits for them so long that it is felt.</summary>
    private const int PartRows = 100;

    private const int MostRows = 200_000;

    /// <returns>The import's id; 202 where it goes on from here.</returns>
    public async Task<Created> RunAsync(
        AgentCaller caller,
        Stream file,
        FileReading reading,
        bool shared,
        bool addDoubles,
        CancellationToken cancel
    )
    {
        var rows = files.Read(file, reading);
        ImportJob? own = null;
        var created = await work.CreateAsync(
            async unit =>
            {
                if (await imports.IsRunningAsync(unit, caller.PersonId))
                {
                    throw new Refused(ContactRefusals.StillImporting);
                }
                own = new(unit.NewId(Ids.ContactImport), caller.PersonId, shared ? null : caller.PersonId, addDoubles);
                imports.Begin(unit, own);
                return new Created(own.Id, 202);
            },
            cancel
        );
        if (own?.Id == created.Id)
        {
            await ReceiveAsync(created.Id, rows, cancel);
        }
        return created;
    }

    private async Task ReceiveAsync(string id, IEnumerable<ReadContact> rows, CancellationToken cancel)
    {
        try
        {
            var total = 0;
            var ordinal = 0;
            foreach (var part in rows.Chunk(PartRows))
            {
                total += part.Length;
                if (total > MostRows)
                {
                    throw new Invalid("file", $"At most {MostRows} contacts in one file.");
                }
                ordinal++;
                await work.RunAsync(
                    unit =>
                    {
                        imports.AddPart(unit, id, ordinal, part);
                        return Task.FromResult(true);
                    },
                    cancel
                );
            }
            await work.RunAsync(unit => DoneAsync(imports.StartAsync(unit, id, total)), cancel);
        }
        catch
        {
            await work.RunAsync(unit => DoneAsync(imports.DropAsync(unit, id)), CancellationToken.None);
            throw;
        }
    }

    private static async Task<bool> DoneAsync(Task work)
    {
        await work;
        return true;
    }
}
