using NodaTime;
using XBees.Application.Crm;
using XBees.Domain.Crm;

namespace XBees.Web.Api.Crm;

/// <summary>A guest in the CRMs that are used.</summary>
/// <param name="Items">One entry for each CRM; none where none is connected.</param>
/// <param name="Activities">What was logged, by hand or by itself, the newest first, at most 20.</param>
public sealed record GuestCrmView(IReadOnlyList<GuestInCrmView> Items, IReadOnlyList<CrmLoggedView> Activities);

/// <summary>A guest in one CRM.</summary>
public sealed record GuestInCrmView
{
    /// <summary>practice, hubspot or salesforce.</summary>
    public required string Crm { get; init; }

    /// <summary>As people call it.</summary>
    public required string Name { get; init; }

    /// <summary>none, pending (it is on its way), linked or failed (it was not taken, or tried for long enough).</summary>
    public required string State { get; init; }

    /// <summary>Why it is pending or failed: refused, unreachable, unreadable or invalid; null: nothing is known yet.</summary>
    public string? Reason { get; init; }

    /// <summary>When what is pending is tried again.</summary>
    public Instant? NextTryAt { get; init; }

    /// <summary>Whether the CRM answered when it was asked last.</summary>
    public required bool Available { get; init; }
    public CrmRecordView? Record { get; init; }

    /// <summary>When the record was read.</summary>
    public Instant? ReadAt { get; init; }

    /// <summary>The form, as the CRM describes it (CR-10).</summary>
    public required IReadOnlyList<CrmFieldView> Fields { get; init; }

    internal static GuestInCrmView Of(CrmSight sight)
    {
        var (connection, link) = (sight.Connection, sight.Link);
        return new()
        {
            Crm = CrmWords.Word(connection.Kind),
            Name = CrmWords.Name(connection.Kind),
            State = (link?.State ?? CrmLinkState.None).ToString().ToLowerInvariant(),
            Reason = link?.Problem?.Reason,
            NextTryAt = link?.NextTryAt,
            Available = connection.State == CrmState.Connected,
            Record = link?.Record is { } record ? CrmRecordView.Of(record) : null,
            ReadAt = link?.ReadAt,
            Fields = [.. connection.Fields.Select(field => CrmFieldView.Of(field, sight.Values, link?.Problem))],
        };
    }
}

/// <summary>A record as it was read last (CR-2).</summary>
public sealed record CrmRecordView
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? Owner { get; init; }
    public string? Status { get; init; }

    /// <summary>Its page at the CRM; null: it has none.</summary>
    public string? Url { get; init; }

    internal static CrmRecordView Of(CrmRecord record) =>
        new()
        {
            Id = record.Id,
            Name = record.Name,
            Company = record.Company,
            Owner = record.Owner,
            Status = record.Status,
            Url = record.Url,
        };
}

/// <summary>A field of the form.</summary>
public sealed record CrmFieldView
{
    public required string Name { get; init; }
    public required string Label { get; init; }

    /// <summary>text, email, phone or choice.</summary>
    public required string Type { get; init; }
    public required bool Required { get; init; }
    public required int MaxLength { get; init; }

    /// <summary>Of a choice.</summary>
    public required IReadOnlyList<CrmOptionView> Options { get; init; }

    /// <summary>What was typed and is not written yet, else what is proposed.</summary>
    public string? Value { get; init; }

    /// <summary>What the CRM has against it.</summary>
    public string? Error { get; init; }

    internal static CrmFieldView Of(CrmField field, IReadOnlyDictionary<string, string> values, CrmProblem? problem) =>
        new()
        {
            Name = field.Name,
            Label = field.Label,
            Type = field.Type.ToString().ToLowerInvariant(),
            Required = field.IsRequired,
            MaxLength = field.MaxLength,
            Options = [.. field.Options.Select(option => new CrmOptionView(option.Value, option.Label))],
            Value = values.GetValueOrDefault(field.Name),
            Error = problem?.Errors.GetValueOrDefault(field.Name),
        };
}

/// <summary>A value that a field allows.</summary>
public sealed record CrmOptionView(string Value, string Label);

/// <summary>What was logged by hand; what it says stands in the CRM.</summary>
public sealed record CrmLoggedView
{
    public required string Id { get; init; }
    public required string Crm { get; init; }

    /// <summary>task or note; meeting or conversation, which log themselves (CR-7, CR-8).</summary>
    public required string Kind { get; init; }
    public required string AuthorName { get; init; }

    /// <summary>pending, logged or failed.</summary>
    public required string State { get; init; }
    public required Instant CreatedAt { get; init; }

    internal static CrmLoggedView Of(CrmLogged one) =>
        new()
        {
            Id = one.Id,
            Crm = CrmWords.Word(one.Crm),
            Kind = one.Kind,
            AuthorName = one.AuthorName,
            State = one.State,
            CreatedAt = one.CreatedAt,
        };
}
