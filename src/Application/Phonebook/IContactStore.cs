using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>A contact as it is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OwnerId">Whose own it is; null: it is shared.</param>
/// <param name="Version">Of what was read.</param>
/// <param name="Fields">What is known.</param>
public sealed record StoredContact(string Id, string? OwnerId, long Version, ContactFields Fields);

/// <summary>Contacts as they are stored.</summary>
public interface IContactStore
{
    /// <summary>Null: there is none, or it is another agent's own.</summary>
    Task<StoredContact?> FindAsync(IUnit unit, AgentCaller caller, string id);

    /// <summary>Whether another one that the caller sees has the address or one of the numbers (PB-3).</summary>
    Task<bool> IsDoubleAsync(IUnit unit, AgentCaller caller, ContactFields fields, string? exceptId);

    Task AddAsync(IUnit unit, StoredContact contact);

    /// <summary>False where somebody changed it meanwhile.</summary>
    Task<bool> SaveAsync(IUnit unit, StoredContact contact);

    /// <summary>False where somebody changed it meanwhile.</summary>
    Task<bool> DeleteAsync(IUnit unit, StoredContact contact);
}
