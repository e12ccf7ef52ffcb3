using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Crm;

/// <summary>What became of that which was on its way, unless an agent has saved it anew.</summary>
public sealed class CrmOutcomes(Db db, Units units)
{
    private const string Made = "XBees";

    internal Task<CrmLinkRow?> FindAsync(string linkId, CancellationToken cancel) =>
        db.FirstAsync<CrmLinkRow>($"select {CrmLinkRow.Columns} from {CrmLinkRow.From} where l.id = @linkId", new { linkId }, cancel);

    /// <param name="due">Which saving of it.</param>
    /// <param name="link">What it belongs to.</param>
    /// <param name="record">What the CRM made of it, or had.</param>
    /// <param name="unsignedBy">The agent whom the CRM could not name as the one who made it (CR-6); null: it could.</param>
    internal Task LinkAsync(DueCrm due, CrmLink link, CrmRecord record, string? unsignedBy) =>
        units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                var linked = await session.ExecuteAsync(
                    $"""
                    update crm_link
                    set state = @linked, form = null, problem = null, record = @record, read_at = @now
                    where id = @id and attempt = @attempt and state = @pending
                    """,
                    new
                    {
                        id = due.LinkId,
                        attempt = due.Attempt,
                        pending = CrmLinkRow.Word(CrmLinkState.Pending),
                        linked = CrmLinkRow.Word(CrmLinkState.Linked),
                        record = CrmLinkRow.Write(record),
                        now = session.NowMs,
                    }
                );
                if (linked == 0)
                {
                    return false;
                }
                if (unsignedBy is not null)
                {
                    var note = new CrmLogging(unit.NewId(Ids.CrmActivity), CrmActivityKind.Note, Made, null, unsignedBy);
                    var key = $"crm {note.Id}";
                    await Deliveries.EnqueueAsync(session, CrmDelivery.KindOf(link.Kind), key, $"crm {link.Id}", DueCrm.Of(link, note));
                }
                await CrmLinks.LinkedAsync(session, link.GuestId, link.Kind);
                return true;
            },
            CancellationToken.None
        );

    /// <summary>CR-9: it was deleted there.</summary>
    internal Task GoneAsync(string linkId) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update crm_link set state = @none, record = null, read_at = @now where id = @linkId and state = @linked",
                        new
                        {
                            linkId,
                            linked = CrmLinkRow.Word(CrmLinkState.Linked),
                            none = CrmLinkRow.Word(CrmLinkState.None),
                            now = Unit.Of(unit).NowMs,
                        }
                    ),
            CancellationToken.None
        );

    /// <summary>Why it is not there yet; what the CRM does not take is not tried again.</summary>
    internal Task ExplainAsync(DueCrm due, CrmFailure failure)
    {
        var invalid = failure as CrmInvalid;
        var problem = new CrmProblem(
            invalid is null ? CrmWords.Word(CrmWords.StateOf(failure)) : "invalid",
            invalid?.Errors ?? new Dictionary<string, string>()
        );
        return units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update crm_link set state = @state, problem = @problem where id = @id and attempt = @attempt and state = @pending",
                        new
                        {
                            id = due.LinkId,
                            attempt = due.Attempt,
                            pending = CrmLinkRow.Word(CrmLinkState.Pending),
                            state = CrmLinkRow.Word(invalid is null ? CrmLinkState.Pending : CrmLinkState.Failed),
                            problem = CrmLinkRow.Write(problem),
                        }
                    ),
            CancellationToken.None
        );
    }
}
