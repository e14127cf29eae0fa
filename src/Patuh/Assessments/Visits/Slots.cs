using Patuh.Assessments.Plan;
using Patuh.Platform;

namespace Patuh.Assessments.Visits;

/// <summary>Proposes days and hours: working days of the stage, as many units a day as the field says, where the team is free.</summary>
internal static class Slots
{
    // beyond it something is wrong with the stage
    private const int Furthest = 200;

    /// <summary>At most as many as asked for; fewer where the stage ends before.</summary>
    public static IReadOnlyList<(string Day, string Starts)> Propose(int count, DateOnly from, CycleStageRow? stage, IReadOnlySet<(string Day, string Starts)> taken, VisitHints hints)
    {
        var slots = new List<(string, string)>();
        for (var i = 0; i < Furthest && slots.Count < count; i++)
        {
            var day = Stamp.Of(from.AddDays(i));
            if (!Clashes.Within(stage, day) || Clashes.IsWeekend(day))
                continue;
            var busy = taken.Count(t => t.Day == day);
            foreach (var begins in hints.Begins.Take(hints.UnitsADay).Where(b => !taken.Contains((day, b))).Take(Math.Max(0, hints.UnitsADay - busy)))
                if (slots.Count < count)
                    slots.Add((day, begins));
        }
        return slots;
    }
}
