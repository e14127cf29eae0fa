using Patuh.Scoring;

namespace Patuh.Results.History;

/// <summary>Tonggak: something reached, in a year.</summary>
internal sealed record Milestone(int Year, LocalText Text);

/// <summary>
/// What an agency reached, computed only where every year in between is known; what is not known is somebody's claim at most. All agencies are
/// assessed from 2021 on (before, those already green left the sample), so "first" counts from that year where the years before are not known.
/// </summary>
internal static class Milestones
{
    private const int AllAssessed = 2021;
    private const int Long = 3;
    private const int Top = 10;

    public static IReadOnlyList<Milestone> Of(AgencyHistory history)
    {
        var years = history.Years.Where(y => y.Instrument is not null).ToList();
        var found = new List<Milestone>();
        if (First(years, IsGreen) is { } green)
            found.Add(new(green.Year, green.Ever
                ? new("pertama kali masuk zona hijau", "first time in the green zone")
                : new($"pertama kali masuk zona hijau sejak {AllAssessed}, ketika semua instansi mulai dinilai", $"first time in the green zone since {AllAssessed}, when all agencies began to be assessed")));
        if (First(years, IsTopTen) is { } ten)
            found.Add(new(ten.Year, ten.Ever
                ? new("pertama kali masuk sepuluh besar nasional", "first time in the national top ten")
                : new($"pertama kali masuk sepuluh besar nasional sejak {AllAssessed}", $"first time in the national top ten since {AllAssessed}")));
        if (Streak(years) is { Count: >= Long } streak)
            found.Add(new(streak.Last, new($"{streak.Count} tahun berturut-turut di zona hijau ({streak.First}–{streak.Last})", $"{streak.Count} years in a row in the green zone ({streak.First}–{streak.Last})")));
        return [.. found.OrderByDescending(m => m.Year)];
    }

    private static bool? IsGreen(HistoryYear year) => year.Zone is { } zone ? zone == "hijau" : null;

    private static bool? IsTopTen(HistoryYear year) => year.NationalRank is { } rank ? rank <= Top : null;

    /// <summary>The first year in which it holds, where it is known not to hold in each year before (all of them, or from 2021 on).</summary>
    private static (int Year, bool Ever)? First(List<HistoryYear> years, Func<HistoryYear, bool?> holds)
    {
        var at = years.FindIndex(y => holds(y) == true);
        if (at < 0)
            return null;
        var before = years.Take(at).ToList();
        // nothing can be said of a first year: what came before it is not known
        if (before.Count > 0 && before.TrueForAll(y => holds(y) == false))
            return (years[at].Year.Year, true);
        var since = before.FindAll(y => y.Year.Year >= AllAssessed);
        return since.Count > 0 && since.TrueForAll(y => holds(y) == false) ? (years[at].Year.Year, false) : null;
    }

    /// <summary>The unbroken run of green years that ends with the last one known.</summary>
    private static (int First, int Last, int Count)? Streak(List<HistoryYear> years)
    {
        var end = years.FindLastIndex(y => IsGreen(y) is not null);
        var start = end;
        while (start >= 0 && IsGreen(years[start]) == true)
            start--;
        return end > start ? (years[start + 1].Year.Year, years[end].Year.Year, end - start) : null;
    }
}
