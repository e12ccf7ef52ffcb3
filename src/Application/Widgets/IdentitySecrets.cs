namespace XBees.Application.Widgets;

/// <summary>A secret that a website signs its users with, as administrators see it later.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hint">The last letters of the secret.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record IdentitySecretView(string Id, string Hint, Instant CreatedAt);

/// <summary>The identity secrets of widgets (GU-7).</summary>
public interface IIdentitySecretStore
{
    /// <summary>The secrets themselves, to check a signature by.</summary>
    Task<IReadOnlyList<string>> SecretsAsync(IUnit unit, string widgetId);

    /// <summary>Oldest first; under the widget's lock, so that two do not pass the limit together.</summary>
    Task<IReadOnlyList<IdentitySecretView>> LockedAsync(IUnit unit, string widgetId);

    Task<IdentitySecretView> AddAsync(IUnit unit, string widgetId, string secret);

    Task<bool> EndAsync(IUnit unit, string widgetId, string id);

    /// <summary>Null: there is no such widget.</summary>
    Task<IReadOnlyList<IdentitySecretView>?> AllAsync(string widgetId, CancellationToken cancel);
}

/// <summary>Makes and ends the secrets that a website signs its users with: two are valid while one takes the other's place.</summary>
public sealed class IdentitySecrets(IUnitOfWork work, IWidgetStore widgets, IIdentitySecretStore secrets, IAuditTrail audit)
{
    private const string Prefix = "xbi_";
    private const int AtOnce = 2;

    public static readonly Refusal Two = new(
        "two-secrets",
        409,
        "There are two secrets already",
        "End the one that the website no longer signs with, then make another."
    );

    /// <returns>The secret, given out this once; null where there is no such widget.</returns>
    public Task<(IdentitySecretView View, string Secret)?> MakeAsync(AgentCaller by, string widgetId, CancellationToken cancel)
    {
        var secret = SecretToken.New(Prefix);
        return work.RunAsync<(IdentitySecretView, string)?>(
            async unit =>
            {
                if (await widgets.FindAsync(unit, widgetId) is null)
                {
                    return null;
                }
                if ((await secrets.LockedAsync(unit, widgetId)).Count >= AtOnce)
                {
                    throw new Refused(Two);
                }
                var made = await secrets.AddAsync(unit, widgetId, secret);
                audit.Note(unit, by.PersonId, "widget.secret.made", widgetId);
                return (made, secret);
            },
            cancel
        );
    }

    /// <returns>False where there is none.</returns>
    public Task<bool> EndAsync(AgentCaller by, string widgetId, string id, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var ended = await secrets.EndAsync(unit, widgetId, id);
                if (ended)
                {
                    audit.Note(unit, by.PersonId, "widget.secret.ended", widgetId);
                }
                return ended;
            },
            cancel
        );
}
