namespace XBees.Domain.Crm;

public enum CrmFieldType
{
    Text,
    Email,
    Phone,
    Choice,
}

/// <summary>What of a guest belongs into a field, whatever the CRM calls it.</summary>
public enum CrmMeaning
{
    None,
    FirstName,
    LastName,
    Email,
    Phone,
    Company,
}

/// <summary>One of the values that a field allows.</summary>
public sealed record CrmOption(string Value, string Label);

/// <summary>A field of the form that makes a record, as the CRM itself describes it (CR-10).</summary>
public sealed record CrmField
{
    /// <summary>As the CRM knows it.</summary>
    public required string Name { get; init; }

    /// <summary>As people read it.</summary>
    public required string Label { get; init; }
    public required CrmFieldType Type { get; init; }
    public CrmMeaning Meaning { get; init; }
    public bool IsRequired { get; init; }
    public int MaxLength { get; init; } = CrmText.LongestValue;

    /// <summary>Of a choice.</summary>
    public IReadOnlyList<CrmOption> Options { get; init; } = [];
}
