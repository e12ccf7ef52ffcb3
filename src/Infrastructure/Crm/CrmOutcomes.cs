using XBees.Application.Crm;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm;

/// <summary>What became of that which was on its way, unless an agent has saved it anew.</summary>
public sealed class CrmOutcomes(Db db, Units units)
{
    internal Task<CrmLinkRow?> FindAsync(string linkId, CancellationToken cancel) =>
        db.FirstAsync<CrmLinkRow>($"select {CrmLinkRow.Columns} from {CrmLinkRow.From} where l.id = @linkId", new { linkId }, cancel);

    internal Task LinkAsync(DueCrm due, CrmRecord record) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
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
