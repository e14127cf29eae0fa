namespace Patuh.Agencies;

/// <summary>How many letters differ between two names: wrong, missing, added or swapped with their neighbour (optimal string alignment).</summary>
internal static class EditDistance
{
    public static int Of(string a, string b) => Within(a, b, Math.Max(a.Length, b.Length));

    /// <summary>The same where it is at most <paramref name="limit"/>; otherwise some greater number, found sooner.</summary>
    public static int Within(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
            return limit + 1;
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var here = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    here = Math.Min(here, before[j - 2] + 1);
                least = Math.Min(least, row[j] = here);
            }
            if (least > limit)
                return limit + 1;
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
