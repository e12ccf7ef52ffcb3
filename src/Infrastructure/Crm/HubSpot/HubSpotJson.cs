namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>https://developers.hubspot.com/docs/api-reference/account-account-info-v3/details</summary>
internal sealed record HubSpotAccount(long PortalId, string? UiDomain);

/// <summary>https://developers.hubspot.com/docs/api-reference/crm-properties-v3</summary>
internal sealed record HubSpotProperties(IReadOnlyList<HubSpotProperty?>? Results);

internal sealed record HubSpotProperty(string? Name, string? Label, string? GroupName, IReadOnlyList<HubSpotOption?>? Options);

internal sealed record HubSpotOption(string? Label, string? Value, bool Hidden);

/// <summary>A property of our own, by which what was written is known again: HubSpot lets no two records have the same.</summary>
internal sealed record HubSpotNewProperty(string Name, string Label, string GroupName)
{
    public string Type { get; init; } = "string";
    public string FieldType { get; init; } = "text";
    public bool HasUniqueValue { get; init; } = true;
    public bool FormField { get; init; }
}

/// <summary>https://developers.hubspot.com/docs/api-reference/crm-contacts-v3; all values are texts.</summary>
internal sealed record HubSpotObject(string? Id, Dictionary<string, string?>? Properties)
{
    public string? Text(string property) => Properties?.GetValueOrDefault(property);
}

internal sealed record HubSpotFound(IReadOnlyList<HubSpotObject?>? Results);

internal sealed record HubSpotOwners(IReadOnlyList<HubSpotOwner?>? Results);

internal sealed record HubSpotOwner(string? Id, string? FirstName, string? LastName, string? Email);

internal sealed record HubSpotWrite(IReadOnlyDictionary<string, string> Properties, IReadOnlyList<HubSpotAssociation>? Associations = null);

internal sealed record HubSpotAssociation(HubSpotId To, IReadOnlyList<HubSpotAssociationType> Types);

internal sealed record HubSpotId(string Id);

internal sealed record HubSpotAssociationType(int AssociationTypeId)
{
    public string AssociationCategory { get; init; } = "HUBSPOT_DEFINED";
}

internal sealed record HubSpotSearch(IReadOnlyList<HubSpotFilters> FilterGroups, IReadOnlyList<string> Properties, int Limit);

/// <summary>By words, in name, address, company and phone.</summary>
internal sealed record HubSpotQuery(string Query, IReadOnlyList<string> Properties, int Limit);

internal sealed record HubSpotFilters(IReadOnlyList<HubSpotFilter> Filters);

internal sealed record HubSpotFilter(string PropertyName, string Operator, string Value);

/// <summary>https://developers.hubspot.com/docs/api-reference/error-handling</summary>
internal sealed record HubSpotProblem(string? Message, string? Category, IReadOnlyList<HubSpotDetail?>? Errors);

internal sealed record HubSpotDetail(string? Message, HubSpotContext? Context);

/// <summary>Which property it is about.</summary>
internal sealed record HubSpotContext(IReadOnlyList<string?>? PropertyName);

internal sealed record HubSpotBadValue(string? Name, string? Message);
