namespace XBees.Domain;

/// <summary>Why something that was asked for is not done; becomes a problem with the type <c>/problems/{slug}</c>.</summary>
public sealed record Refusal(string Slug, int Status, string Title, string Detail, string? Field = null);

/// <summary>Thrown where a caller asks for what is not allowed. What does not exist is <c>null</c>, not a refusal.</summary>
public sealed class Refused(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>What was sent can be read but not accepted: sentences by field.</summary>
public sealed class Invalid(IReadOnlyDictionary<string, string[]> errors) : Exception("Some fields were not accepted.")
{
    public Invalid(string field, string sentence)
        : this(new Dictionary<string, string[]> { [field] = [sentence] }) { }

    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

/// <summary>Gathers the sentences of a whole form, so that somebody who corrects it does so once.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> found = [];

    public bool Any => found.Count > 0;

    public void Add(string field, string? sentence)
    {
        if (sentence is null)
        {
            return;
        }

        if (!found.TryGetValue(field, out var sentences))
        {
            found[field] = sentences = [];
        }

        sentences.Add(sentence);
    }

    public IReadOnlyDictionary<string, string[]> ByField() => found.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new Invalid(ByField());
        }
    }
}
