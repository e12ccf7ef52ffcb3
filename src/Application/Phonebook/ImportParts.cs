using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>Adds what a file says to a phonebook, some rows at a time (PB-6).</summary>
public sealed class ImportParts(IImportStore imports, IContactStore contacts)
{
    /// <summary>The next part, in a unit of its own.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="id">The import.</param>
    /// <param name="e164">Reads numbers.</param>
    /// <param name="take">False: somebody else does it.</param>
    public async Task<bool> GoOnAsync(IUnit unit, string id, ReadNumber e164, Func<IUnit, Task<bool>> take)
    {
        if (!await take(unit))
        {
            return false;
        }
        if (await imports.NextAsync(unit, id) is { } part)
        {
            await imports.DoneAsync(unit, part, await AddAsync(unit, part, e164));
        }
        return true;
    }

    private async Task<ImportOutcome> AddAsync(IUnit unit, ImportPart part, ReadNumber e164)
    {
        var refused = new List<ImportRefusal>();
        var good = new List<(ReadContact Row, ContactFields Fields)>();
        foreach (var row in part.Rows)
        {
            var (fields, reason) = Read(row, e164);
            if (fields is null)
            {
                refused.Add(new(row.Line, reason, row.Draft));
            }
            else
            {
                good.Add((row, fields));
            }
        }
        var there = await imports.ExistingAsync(unit, part.Job.OwnerId, [.. good.Select(one => one.Fields)]);
        int added = 0,
            known = 0;
        foreach (var (row, fields) in good)
        {
            var same = ContactIdentity.Same(fields);
            var twin = ContactIdentity.Double(fields);
            if (same.Any(there.Contains))
            {
                known++;
            }
            else if (!part.Job.AddDoubles && twin is not null && there.Contains(twin))
            {
                refused.Add(new(row.Line, "Another contact has this e-mail address.", row.Draft));
            }
            else
            {
                added++;
                there.UnionWith(twin is null ? same : same.Append(twin));
                await contacts.AddAsync(unit, new(unit.NewId(Ids.Contact), part.Job.OwnerId, 1, fields));
            }
        }
        return new(added, known, refused);
    }

    private static (ContactFields? Fields, string Reason) Read(ReadContact row, ReadNumber e164)
    {
        if (row.Problem is not null || row.Draft is null)
        {
            return (null, row.Problem ?? "");
        }
        try
        {
            return (ContactFields.Read(row.Draft, e164), "");
        }
        catch (Invalid wrong)
        {
            return (null, string.Join(' ', wrong.Errors.Select(error => $"{error.Key}: {string.Join(' ', error.Value)}")));
        }
    }
}
