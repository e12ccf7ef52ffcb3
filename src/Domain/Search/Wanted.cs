using System.Text;

namespace XBees.Domain.Search;

/// <summary>What a query asks for. Infrastructure asks an index for the same.</summary>
public abstract record Wanted
{
    /// <summary>A word: itself, as the beginning of one where it is the last that was typed, or with a slip (SE-7).</summary>
    public sealed record Exactly(string Text, bool Prefix) : Wanted
    {
        /// <summary>How many letters may be wrong: one from four letters, two from eight, and none of a number.</summary>
        public int Edits { get; } = EditsOf(Text);

        private static int EditsOf(string text)
        {
            var letters = text.EnumerateRunes().Count();
            return text.All(char.IsAsciiDigit) ? 0
                : letters >= 8 ? 2
                : letters >= 4 ? 1
                : 0;
        }
    }

    /// <summary>A telephone number that begins with one of these, at any of its digits.</summary>
    public sealed record Phone(IReadOnlyList<string> Forms) : Wanted;

    public sealed record All(IReadOnlyList<Wanted> Parts) : Wanted;

    public sealed record Any(IReadOnlyList<Wanted> Parts) : Wanted;

    internal static Wanted AllOf(IReadOnlyList<Wanted> parts) => parts.Count == 1 ? parts[0] : new All(parts);
}
