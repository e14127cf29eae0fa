using System.Globalization;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Visits;

/// <summary>Bentrok: something about a visit that whoever plans should look at.</summary>
internal enum Clash
{
    /// <summary>The team is elsewhere at that time.</summary>
    TeamTwice,

    /// <summary>The unit has another visit.</summary>
    UnitTwice,

    Weekend,

    /// <summary>The stage's days were moved after the visit was planned.</summary>
    OutsideStage,

    /// <summary>More units on one day than a team manages.</summary>
    FullDay,
}

/// <summary>Finds clashes among visits; those that were called off are in nobody's way, and those that took place are over.</summary>
internal static class Clashes
{
    /// <summary>By visit; nothing for those without.</summary>
    /// <param name="visits">All of the teams and units concerned.</param>
    /// <param name="collection">The stage in which visits take place.</param>
    /// <param name="hints">How long a visit takes, and how many fit a day.</param>
    public static ILookup<string, Clash> Of(IReadOnlyList<VisitLine> visits, CycleStageRow? collection, VisitHints hints)
    {
        var standing = visits.Where(v => v.Standing).ToList();
        var found = new List<(string Visit, Clash Clash)>();
        foreach (var day in standing.GroupBy(v => (v.Visit.TeamId, v.Visit.Day)))
        {
            var order = day.OrderBy(v => v.Visit.Starts, StringComparer.Ordinal).ToList();
            for (var i = 1; i < order.Count; i++)
                if (Minutes(order[i]) - Minutes(order[i - 1]) < hints.MinutesEach)
                    found.AddRange([(order[i - 1].Visit.Id, Clash.TeamTwice), (order[i].Visit.Id, Clash.TeamTwice)]);
            if (order.Count > hints.UnitsADay)
                found.AddRange(order.Select(v => (v.Visit.Id, Clash.FullDay)));
        }
        foreach (var unit in standing.GroupBy(v => v.Unit.Id).Where(u => u.Count() > 1))
            found.AddRange(unit.Select(v => (v.Visit.Id, Clash.UnitTwice)));
        foreach (var line in standing.Where(v => v.Ahead))
        {
            if (IsWeekend(line.Visit.Day))
                found.Add((line.Visit.Id, Clash.Weekend));
            if (!Within(collection, line.Visit.Day))
                found.Add((line.Visit.Id, Clash.OutsideStage));
        }
        var ahead = visits.Where(v => v.Ahead).Select(v => v.Visit.Id).ToHashSet();
        return found.Distinct().Where(f => ahead.Contains(f.Visit)).ToLookup(f => f.Visit, f => f.Clash);
    }

    public static bool IsWeekend(string day) => Stamp.ReadDay(day)?.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public static bool Within(CycleStageRow? stage, string day) => stage is not null && string.CompareOrdinal(stage.BeginsOn, day) <= 0 && string.CompareOrdinal(day, stage.EndsOn) <= 0;

    public static string Word(Clash clash, Reader L) => clash switch
    {
        Clash.TeamTwice => L.T("tim berada di dua tempat", "the team is in two places"),
        Clash.UnitTwice => L.T("unit dikunjungi dua kali", "the unit is visited twice"),
        Clash.Weekend => L.T("akhir pekan", "weekend"),
        Clash.OutsideStage => L.T("di luar tahap pengambilan data", "outside the stage of data collection"),
        _ => L.T($"lebih dari {VisitHints.Current.UnitsADay} unit sehari", $"more than {VisitHints.Current.UnitsADay} units a day"),
    };

    private static int Minutes(VisitLine line) => (int)TimeOnly.ParseExact(line.Visit.Starts, "HH:mm", CultureInfo.InvariantCulture).ToTimeSpan().TotalMinutes;
}
