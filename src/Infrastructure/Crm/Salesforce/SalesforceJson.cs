namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm</summary>
internal sealed record SalesforceDescription(IReadOnlyList<SalesforceField?>? Fields);

internal sealed record SalesforceField
{
    public string? Name { get; init; }
    public string? Label { get; init; }
    public string? Type { get; init; }
    public int Length { get; init; }
    public bool Createable { get; init; }
    public bool Nillable { get; init; }
    public bool DefaultedOnCreate { get; init; }
    public IReadOnlyList<SalesforceValue?>? PicklistValues { get; init; }

    /// <summary>What somebody has to fill in.</summary>
    public bool IsRequired => Createable && !Nillable && !DefaultedOnCreate;
}

internal sealed record SalesforceValue(string? Value, string? Label, bool Active);

/// <summary>https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm</summary>
internal sealed record SalesforceFound(IReadOnlyList<SalesforceObject?>? Records);

/// <summary>https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search.htm</summary>
internal sealed record SalesforceSearched(IReadOnlyList<SalesforceObject?>? SearchRecords);

/// <summary>Whatever of a lead, a contact, a user or a task was asked for.</summary>
internal sealed record SalesforceObject
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? Email { get; init; }
    public string? Status { get; init; }
    public string? Phone { get; init; }
    public string? MobilePhone { get; init; }
    public string? Description { get; init; }
    public string? ApiName { get; init; }
    public bool? IsConverted { get; init; }
    public string? ConvertedContactId { get; init; }
    public SalesforceName? Owner { get; init; }
    public SalesforceName? Account { get; init; }
}

internal sealed record SalesforceName(string? Name);

/// <summary>https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm</summary>
internal sealed record SalesforceSaved(string? Id);

/// <summary>https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm</summary>
internal sealed record SalesforceProblem
{
    public string? Message { get; init; }
    public string? ErrorCode { get; init; }
    public IReadOnlyList<string?>? Fields { get; init; }
    public SalesforceDuplicates? DuplicateResult { get; init; }

    /// <summary>So it is spelled by many versions.</summary>
    public SalesforceDuplicates? DuplicateResut { get; init; }
}

/// <summary>https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_objects_duplicateresult.htm</summary>
internal sealed record SalesforceDuplicates(IReadOnlyList<SalesforceMatches?>? MatchResults);

internal sealed record SalesforceMatches(IReadOnlyList<SalesforceMatch?>? MatchRecords);

internal sealed record SalesforceMatch(double? MatchConfidence, SalesforceObject? Record);
