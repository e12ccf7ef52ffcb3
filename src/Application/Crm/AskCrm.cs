namespace XBees.Application.Crm;

/// <summary>Asks a CRM for what can be shown without it: for a short while, and one that fails is left alone for another.</summary>
public sealed class AskCrm(ICrmStore connections, TimeProvider time)
{
    public static readonly TimeSpan AsksFor = TimeSpan.FromSeconds(3);

    /// <returns>Whether it answered.</returns>
    public async Task<bool> RunAsync(CrmConnection connection, Func<CrmAccess, CancellationToken, Task> ask, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (
            connection.Rests(now)
            || await connections.AccessAsync(connection.Kind, cancel) is not { } access
            || access.ConnectionId != connection.Id
        )
        {
            return false;
        }
        using var limit = new CancellationTokenSource(AsksFor, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await ask(access, either.Token);
        }
        catch (CrmFailure failure)
        {
            await RestAsync(failure);
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await RestAsync(new CrmUnreachable("It takes too long."));
            return false;
        }
        if (connection.State != CrmState.Connected)
        {
            await connections.NoteAsync(connection.Id, CrmState.Connected, null);
        }
        return true;

        Task RestAsync(CrmFailure failure) =>
            connections.NoteAsync(connection.Id, CrmWords.StateOf(failure), now + CrmConnection.RestAfter(failure));
    }
}
