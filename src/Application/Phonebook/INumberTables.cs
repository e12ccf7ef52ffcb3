using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>The tables of the world's telephone numbers.</summary>
public interface INumberTables
{
    /// <summary>Reads what says no country as one of the organisation's.</summary>
    Task<ReadNumber> AtHomeAsync(CancellationToken cancel);

    /// <summary>Whether it is a country's code in ISO 3166, in two capitals.</summary>
    bool Knows(string country);
}
