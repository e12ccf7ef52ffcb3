using Xunit.v3;

namespace XBees.Testing;

/// <summary>Says which rules of docs/behaviour.md a test proves. A promise: the test fails when the rule is broken.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RuleAttribute(params string[] rules) : Attribute, ITraitAttribute
{
    /// <summary>Rule ids such as "TI-3".</summary>
    public IReadOnlyList<string> Rules { get; } = rules;

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        [.. Rules.Select(rule => new KeyValuePair<string, string>("Rule", rule))];
}
