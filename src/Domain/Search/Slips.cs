using System.Text;

namespace XBees.Domain.Search;

/// <summary>How many letters were added, left out, taken for another or for their neighbour.</summary>
internal static class Slips
{
    /// <summary>Whether there are at most so many between the two.</summary>
    public static bool AtMost(int most, string one, string other)
    {
        Rune[] a = [.. one.EnumerateRunes()];
        Rune[] b = [.. other.EnumerateRunes()];
        return Math.Abs(a.Length - b.Length) <= most && Between(a, b) <= most;
    }

    // Optimal string alignment: three rows are enough.
    private static int Between(Rune[] a, Rune[] b)
    {
        int[] before = [.. Enumerable.Range(0, b.Length + 1)];
        int[] earlier = [.. before];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(before[j] + 1, row[j - 1] + 1), before[j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], earlier[j - 2] + 1);
                }
            }
            (earlier, before) = (before, row);
        }
        return before[b.Length];
    }
}
