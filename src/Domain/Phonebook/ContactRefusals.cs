namespace XBees.Domain.Phonebook;

/// <summary>What somebody who keeps contacts can be refused.</summary>
public static class ContactRefusals
{
    /// <summary>PB-3: those that are there already are told with it.</summary>
    public static readonly Refusal Doubles = new(
        "contact-exists",
        409,
        "This contact is there already",
        "Somebody with the same e-mail address or telephone number is in the phonebook. Open that contact, or send force to add another."
    );

    /// <summary>PB-6.</summary>
    public static readonly Refusal Unreadable = new(
        "contacts-unreadable",
        422,
        "This file holds no contacts",
        "Send a CSV file whose first line names the columns, or a vCard file.",
        "file"
    );

    /// <summary>PB-6: one after the other, so that two files never add the same person twice.</summary>
    public static readonly Refusal StillImporting = new("import-running", 409, "Another import is still running", "Wait until it is done.");
}
