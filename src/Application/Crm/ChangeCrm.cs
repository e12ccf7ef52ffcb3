using XBees.Domain.Crm;

namespace XBees.Application.Crm;

/// <summary>An administrator connects a CRM, says whether it is used, tries it, and disconnects it (AD-2, AD-7).</summary>
public sealed class ChangeCrm(IUnitOfWork work, ICrmStore connections, IEnumerable<ICrm> crms, IAuditTrail audit, TimeProvider time)
{
    /// <summary>Refuses a CRM that cannot be asked for its form.</summary>
    public async Task ConnectAsync(AgentCaller administrator, CrmKind kind, string token, CancellationToken cancel)
    {
        var (secret, fields) = await OpenAsync(kind, token, null, cancel);
        await work.RunAsync(
            async unit =>
            {
                var connection = new CrmConnection
                {
                    Id = unit.NewId(Ids.Crm),
                    Kind = kind,
                    Fields = fields,
                    FieldsAt = unit.Now,
                    ConnectedAt = unit.Now,
                };
                if (!await connections.InsertAsync(unit, connection, secret))
                {
                    throw new Refused(CrmRefusals.Connected);
                }
                audit.Note(unit, administrator.PersonId, "crm.connected", connection.Id, Detail(kind));
                return true;
            },
            cancel
        );
    }

    /// <summary>
    /// In the place of what opened it until now: guests stay linked, and what waits goes on. Refuses the account of another organisation, in which their
    /// records would be nobody's or somebody else's.
    /// </summary>
    /// <returns>False: it is not connected.</returns>
    public async Task<bool> OpenAnewAsync(AgentCaller administrator, CrmKind kind, string token, CancellationToken cancel)
    {
        if (await connections.AccessAsync(kind, cancel) is not { } before)
        {
            return false;
        }
        var (secret, fields) = await OpenAsync(kind, token, before, cancel);
        var after = before with { Secret = secret };
        var replaced = await work.RunAsync(
            async unit =>
            {
                var found = await connections.ReplaceAsync(unit, after, fields);
                if (found is not null)
                {
                    audit.Note(unit, administrator.PersonId, "crm.opened-anew", found.ConnectionId, Detail(kind));
                }
                return found;
            },
            cancel
        );
        await ForgetAsync(kind, replaced ?? after, replaced is null ? null : after, cancel);
        return replaced is not null;
    }

    /// <returns>False: it is not connected.</returns>
    public Task<bool> RunAsync(AgentCaller administrator, CrmKind kind, CrmChange change, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (!await connections.ChangeAsync(unit, kind, change))
                {
                    return false;
                }
                var detail = Detail(kind);
                Say(detail, "active", change.Active);
                Say(detail, "logsConversations", change.LogsConversations);
                audit.Note(unit, administrator.PersonId, "crm.changed", null, detail);
                return true;
            },
            cancel
        );

    /// <returns>False: it is not connected.</returns>
    public async Task<bool> DisconnectAsync(AgentCaller administrator, CrmKind kind, CancellationToken cancel)
    {
        var access = await connections.AccessAsync(kind, cancel);
        var isGone = await work.RunAsync(
            async unit =>
            {
                if (await connections.DropAsync(unit, kind) is not { } id)
                {
                    return false;
                }
                audit.Note(unit, administrator.PersonId, "crm.disconnected", id, Detail(kind));
                return true;
            },
            cancel
        );
        if (isGone && access is not null)
        {
            await ForgetAsync(kind, access, null, cancel);
        }
        return isGone;
    }

    /// <returns>Null: it answers, and its form was read anew; else what is wrong, in words. Throws nothing for what the CRM does.</returns>
    public async Task<Refusal?> TestAsync(CrmKind kind, CrmAccess access, CancellationToken cancel)
    {
        try
        {
            await connections.KeepFieldsAsync(access.ConnectionId, await Crm(kind).DescribeAsync(access, cancel));
            await connections.NoteAsync(access.ConnectionId, CrmState.Connected, null);
            return null;
        }
        catch (CrmFailure failure)
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            await connections.NoteAsync(access.ConnectionId, CrmWords.StateOf(failure), now);
            return CrmWords.Of(failure);
        }
    }

    /// <summary>Refuses a CRM that cannot be asked for its form, and one in which guests who are linked would not be.</summary>
    private async Task<(string Secret, IReadOnlyList<CrmField> Fields)> OpenAsync(
        CrmKind kind,
        string token,
        CrmAccess? before,
        CancellationToken cancel
    )
    {
        var crm = Crm(kind);
        try
        {
            var access = new CrmAccess("", await crm.OpenAsync(token, cancel));
            if (before is not null && crm.AccountOf(access) != crm.AccountOf(before))
            {
                await ForgetAsync(kind, access, before, cancel);
                throw new Refused(CrmRefusals.OtherAccount);
            }
            await crm.PrepareAsync(access, cancel);
            return (access.Secret, await crm.DescribeAsync(access, cancel));
        }
        catch (CrmFailure failure)
        {
            throw new Refused(CrmWords.Of(failure));
        }
    }

    private async Task ForgetAsync(CrmKind kind, CrmAccess access, CrmAccess? kept, CancellationToken cancel)
    {
        try
        {
            await Crm(kind).ForgetAsync(access, kept, cancel);
        }
        catch (CrmFailure)
        {
            // It is gone here, whatever the other side does.
        }
    }

    private ICrm Crm(CrmKind kind) => crms.Single(one => one.Kind == kind);

    private static void Say(Dictionary<string, string> detail, string what, bool? on)
    {
        if (on is not null)
        {
            detail[what] = on.Value ? "yes" : "no";
        }
    }

    private static Dictionary<string, string> Detail(CrmKind kind) => new() { ["crm"] = CrmWords.Word(kind) };
}
